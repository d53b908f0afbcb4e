import { readInstant } from './instant.ts';

/** A stretch of time: its end is not part of it. ISO 8601 in UTC with milliseconds. */
export interface Period {
  /** For instance "2025-03", "2025-Q1" or "2025". */
  label: string;
  since: string;
  until: string;
}

export type PeriodLength = 'month' | 'quarter' | 'year';

export interface SliceTimes {
  /** ISO 8601: the first and the last decision of the slice. */
  from: string;
  to: string;
  /** The ends of the slice, where they were asked for; `until` is not part of it. */
  since?: string | undefined;
  until?: string | undefined;
}

const MONTHS: Record<PeriodLength, number> = { month: 1, quarter: 3, year: 12 };
/** Longer series are no chart; a mistaken date makes them. */
const MOST_PERIODS = 240;

/**
 * Calendar periods in UTC that cover every decision of a slice, none of them reaching beyond what was asked for. Periods
 * before the first decision and after the last are left out; those between that hold none are there.
 * @returns in order of time; null for more than 240 periods, or for times outside the years 100 to 9999
 */
export function periodsOf(by: PeriodLength, { from, to, since, until }: SliceTimes): Period[] | null {
  const [first, last] = [readInstant(from)?.at, readInstant(to)?.at];
  if (first === undefined || last === undefined || first < '0100') return null;
  const step = MONTHS[by];
  const year = Number(first.slice(0, 4));
  const periods: Period[] = [];
  for (let month = Math.floor((Number(first.slice(5, 7)) - 1) / step) * step; ; month += step) {
    const [begin, end] = [monthStart(year, month), monthStart(year, month + step)];
    if (begin > last) return periods;
    if (periods.length >= MOST_PERIODS || end.length > last.length) return null;
    periods.push({
      label: labelOf(by, begin),
      since: since !== undefined && since > begin ? since : begin,
      until: until !== undefined && until < end ? until : end,
    });
  }
}

/** @param month - counted from January of the year, which may be a later one */
function monthStart(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString();
}

function labelOf(by: PeriodLength, begin: string): string {
  if (by === 'month') return begin.slice(0, 7);
  return by === 'year' ? begin.slice(0, 4) : `${begin.slice(0, 4)}-Q${(Number(begin.slice(5, 7)) + 2) / 3}`;
}
