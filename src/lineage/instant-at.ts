import { readInstant } from '../core/instant.ts';
import { member } from '../data/json-value.ts';

/** The member as a time, in the form in which facts state times: ISO 8601, or milliseconds since 1970. Else null. */
export function instantAt(value: unknown, name: string): string | null {
  const found = member(value, name);
  const milliseconds = typeof found === 'string' && /^\d{1,16}$/.test(found) ? Number(found) : found;
  if (typeof milliseconds === 'string') return readInstant(milliseconds)?.at ?? null;
  if (typeof milliseconds !== 'number' || milliseconds <= 0) return null;
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? null : (readInstant(time.toISOString())?.at ?? null);
}
