import { DossierError } from '../core/error.ts';
import { literal } from './sql-text.ts';

const ISO_8601 = /^(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * An ISO 8601 text as an SQL moment in UTC; one without an offset is taken for UTC.
 * @throws DossierError usage/time-invalid
 */
export function moment(text: string): string {
  const [, date = ''] = ISO_8601.exec(text) ?? [];
  const midnight = new Date(`${date}T00:00:00Z`);
  const isDate = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
  if (date !== '' && isDate && !Number.isNaN(Date.parse(text))) {
    return `timezone('UTC', CAST(${literal(text)} AS TIMESTAMPTZ))`;
  }
  throw new DossierError('usage/time-invalid', `"${text}" is not a time`, {
    hint: 'Write it like 2025-03-31 or 2025-03-31T17:00:00Z.',
  });
}
