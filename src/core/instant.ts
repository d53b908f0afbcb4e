const ISO_8601 =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?(?:\[[^\]]*\])?)?$/;

const LENGTH = '2025-04-14T13:34:00.000Z'.length;

export interface Instant {
  /** ISO 8601 in UTC, cut to milliseconds: `2025-04-14T13:34:00.000Z`. */
  at: string;
  /** False when the text names no zone and was taken for UTC. */
  zoned: boolean;
}

/** Reads an ISO 8601 time; a date alone is its first moment. Null when the text is no time. */
export function readInstant(text: string): Instant | null {
  const match = ISO_8601.exec(text.trim());
  if (match === null) return null;
  const [, date = '', minutes = '00:00', seconds = '00', fraction = '', zone] = match;
  const local = new Date(`${date}T${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(date)) return null;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  const at = new Date(local.getTime() - offset * 60_000).toISOString();
  // Years of more than four digits would not compare as texts.
  return at.length === LENGTH ? { at, zoned: zone !== undefined } : null;
}

/** Null for an offset that no clock has. */
function offsetMinutes(zone: string | undefined): number | null {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  if (hours > 23 || minutes > 59) return null;
  return (hours * 60 + minutes) * (zone.startsWith('-') ? -1 : 1);
}
