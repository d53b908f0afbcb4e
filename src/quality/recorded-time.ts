const ISO_8601 =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9})\d*)?)?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * The time that an ISO 8601 text names, in UTC and with milliseconds, so that comparing texts compares times. A date
 * is its midnight; a time without an offset is read as UTC. Null for any other text.
 */
export function recordedTime(text: string): string | null {
  const match = ISO_8601.exec(text.trim());
  if (match === null) return null;
  const [, date = '', clock = '00:00', second = '00', fraction = '', zone] = match;
  const midnight = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(date)) return null;
  const time = new Date(`${date}T${clock}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}${offset(zone)}`);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function offset(zone: string | undefined): string {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 'Z';
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
}
