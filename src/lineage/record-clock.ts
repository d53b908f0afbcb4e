import type { Citation } from '../core/citation.ts';
import { UNDATED } from './fact.ts';
import type { IssueLog } from './issue-log.ts';
import { readTime } from './read-time.ts';

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
