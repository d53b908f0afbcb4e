const ISO_8601 =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d{2}(?::?\d{2})?)?(?:\[[^\]]*\])?)?$/;

export interface Instant {
  /** ISO 8601 in UTC, cut to milliseconds: `2025-04-14T13:34:00.000Z`. */
  at: string;
  /** False when the text names no zone and was taken for UTC. */
  zoned: boolean;
}

/** Reads an ISO 8601 time; a date alone is its first moment. Null when the text is no time. */
export function readInstant(text: string): Instant | null {
  const match = ISO_8601.exec(text);
  if (match === null) return null;
  const [, date = '', minutes = '00:00', seconds = '00', fraction = '', zone] = match;
  const local = new Date(`${date}T${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(date)) return null;
  const at = new Date(local.getTime() - offsetMinutes(zone) * 60_000);
  return { at: at.toISOString(), zoned: zone !== undefined };
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}
