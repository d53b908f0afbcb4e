import { DossierError } from '../core/error.ts';

export type Fields = Record<string, unknown>;

/** A plain object, or a seal/malformed that names the file. */
export function asFields(value: unknown, file: string, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw malformed(file, `${what} is not an object`);
}

export function asList(value: unknown, file: string, what: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed(file, `${what} is not a list`);
}

/** A text under an own key: names like `constructor` find nothing. */
export function textOf(fields: Fields, key: string, file: string): string {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (typeof value === 'string') return value;
  throw malformed(file, `"${key}" is not a text`);
}

export function digestField(fields: Fields, key: string, file: string): string {
  const value = textOf(fields, key, file);
  if (/^[0-9a-f]{64}$/.test(value)) return value;
  throw malformed(file, `"${key}" is not a SHA-256 digest`);
}

export function malformed(file: string, message: string): DossierError {
  return new DossierError('seal/malformed', message, { place: { file } });
}
