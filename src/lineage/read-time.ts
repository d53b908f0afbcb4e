import { type Instant, readInstant } from '../core/instant.ts';

/** From here on a number counts milliseconds since 1970 (March 1973 and later), below it seconds (until the year 5138). */
const FIRST_MILLISECONDS = 1e11;

/**
 * A time as exports write it: ISO 8601, or seconds or milliseconds since 1970 as a number or its digits. Null for 0, which
 * stands for none.
 */
export function readTime(value: unknown): Instant | null {
  if (typeof value === 'string' && !/^\d{9,16}$/.test(value)) return readInstant(value);
  const count = typeof value === 'string' ? Number(value) : value;
  if (typeof count !== 'number' || !(count > 0)) return null;
  const date = new Date(count < FIRST_MILLISECONDS ? count * 1000 : count);
  return Number.isNaN(date.getTime()) ? null : readInstant(date.toISOString());
}
