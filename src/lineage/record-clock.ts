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
  const undated = new Map<string, Map<string, Citation>>();
  const zoneless = new Map<string, Map<string, Citation>>();
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
      reportEach(undated, log, 'lineage/time-missing', 'give no time, taken to hold at any');
      reportEach(zoneless, log, 'lineage/time-without-zone', 'give times without a zone, read as UTC');
    },
  };
}

/** By file, and by the place in it: each record once. */
function remember(places: Map<string, Map<string, Citation>>, place: Citation): void {
  const known = places.get(place.file);
  if (known === undefined) places.set(place.file, new Map([[place.at, place]]));
  else known.set(place.at, place);
}

function reportEach(
  places: ReadonlyMap<string, ReadonlyMap<string, Citation>>,
  log: IssueLog,
  code: 'lineage/time-missing' | 'lineage/time-without-zone',
  words: string,
): void {
  for (const [file, records] of places) {
    const [first] = records.values();
    if (first !== undefined) {
      log.report(code, `in ${file}, records ${words}: ${records.size}, the first at ${first.at}`, first);
    }
  }
}
