import { DossierError, type Place } from './error.ts';

/** An error as plain data, for it to pass from one thread to another. */
export interface Fault {
  /** Null for a bug. */
  code: DossierError['code'] | null;
  message: string;
  place: Place | undefined;
  hint: string | undefined;
  stack: string | undefined;
}

export function faultOf(error: unknown): Fault {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const { code = null, place, hint } = error instanceof DossierError ? error : {};
  return { code, message, place, hint, stack };
}

/** The error that a fault was made of, with the stack of where it was thrown. */
export function thrownBy({ code, message, place, hint, stack }: Fault): Error {
  const error = code === null ? new Error(message) : new DossierError(code, message, { place, hint });
  return stack === undefined ? error : Object.assign(error, { stack });
}
