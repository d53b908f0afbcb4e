import type { Citation } from '../core/citation.ts';
import { type Instant, readInstant } from '../core/instant.ts';
import { UNDATED } from './fact.ts';
import type { IssueLog } from './issue-log.ts';

/** From here on a number counts milliseconds since 1970 (March 1973 and later), below it seconds (until the year 5138). */
const FIRST_MILLISECONDS = 1e11;

/** A time as exports write it: ISO 8601, or seconds or milliseconds since 1970. Null for 0, which stands for none. */
export function readTime(value: unknown): Instant | null {
  if (typeof value === 'string') return readInstant(value);
  if (typeof value !== 'number' || !(value > 0)) return null;
  const date = new Date(value < FIRST_MILLISECONDS ? value * 1000 : value);
  return Number.isNaN(date.getTime()) ? null : readInstant(date.toISOString());
}

/** Tells the times of records, and remembers those that give none or none in a zone, to say so once for each file. */
export interface RecordClock {
  /** The first of the values that is a time; UNDATED when none is. */
  at(place: Citation, ...values: readonly unknown[]): string;
  /** Reports what was remembered. */
  report(log: IssueLog): void;
}

export function recordClock(): RecordClock {
  const undated = new Map<string, Citation[]>();
  const zoneless = new Map<string, Citation[]>();
  const remember = (places: Map<string, Citation[]>, place: Citation): void => {
    const known = places.get(place.file);
    if (known === undefined) places.set(place.file, [place]);
    else known.push(place);
  };
  return {
    at(place, ...values) {
      for (const value of values) {
        const instant = readTime(value);
        if (instant === null) continue;
        if (!instant.zoned) remember(zoneless, place);
        return instant.at;
      }
      remember(undated, place);
      return UNDATED;
    },
    report(log) {
      for (const [file, places] of undated) {
        const words = `${places.length} records of ${file}, the first at ${places[0]?.at}, give no time, taken to hold at any`;
        if (places[0] !== undefined) log.report('lineage/time-missing', words, places[0]);
      }
      for (const [file, places] of zoneless) {
        const words = `${places.length} records of ${file}, the first at ${places[0]?.at}, give times without a zone, read as UTC`;
        if (places[0] !== undefined) log.report('lineage/time-without-zone', words, places[0]);
      }
    },
  };
}
