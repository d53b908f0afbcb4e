import { DossierError } from '../core/error.ts';

export type Attempt<T> = { value: T } | { value: null; fault: string };

/** What a reader gives, or in words why it does not. Only foreseen failures are turned into words. */
export function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof DossierError) return { value: null, fault: error.message };
    throw error;
  }
}
