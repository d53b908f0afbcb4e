import { DossierError } from '../core/error.ts';
import { readInstant } from '../core/instant.ts';
import { literal } from './sql-text.ts';

/**
 * An ISO 8601 text as an SQL moment in UTC; one without an offset is taken for UTC. Microseconds count.
 * @throws DossierError usage/time-invalid
 */
export function moment(text: string): string {
  const instant = readInstant(text);
  if (instant === null) {
    throw new DossierError('usage/time-invalid', `"${text}" is not a time`, {
      hint: 'Write it like 2025-03-31 or 2025-03-31T17:00:00Z.',
    });
  }
  const [, micros = ''] = /[.,]\d{3}(\d{1,3})/.exec(text) ?? [];
  return `timezone('UTC', CAST(${literal(`${instant.at.slice(0, -1)}${micros}Z`)} AS TIMESTAMPTZ))`;
}
