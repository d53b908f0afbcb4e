/** A time in UTC, written so that every reader of the records can compare it. */
export interface Instant {
  /** ISO 8601 in UTC, with milliseconds, and with as many further digits as were recorded, at most nanoseconds. */
  at: string;
  /** False when the text named no offset and was read as UTC. */
  zoned: boolean;
}

const ISO_8601 =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9})\d*)?)?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** The instant that an ISO 8601 text names; a date is its midnight. Null for any other text. */
export function readInstant(text: string): Instant | null {
  const match = ISO_8601.exec(text.trim());
  if (match === null) return null;
  const [, date = '', clock = '00:00', second = '00', fraction = '', zone] = match;
  const midnight = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(date)) return null;
  const time = new Date(`${date}T${clock}:${second}${offset(zone)}`);
  if (Number.isNaN(time.getTime())) return null;
  const digits = fraction.padEnd(3, '0').replace(/(?<=^\d{3,})0+$/, '');
  return { at: `${time.toISOString().slice(0, 19)}.${digits}Z`, zoned: zone !== undefined };
}

function offset(zone: string | undefined): string {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 'Z';
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
}

/** Below 0 when `one` is earlier, above 0 when it is later, 0 when both are the same. Takes what readInstant gives. */
export function compareInstants(one: string, other: string): number {
  const [a, b] = [one.slice(0, -1), other.slice(0, -1)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
