/** A stretch of time: its end is not part of it. ISO 8601 in UTC with milliseconds. */
export interface Period {
  /** For instance "2025-03", "2025-Q1" or "2025". */
  label: string;
  since: string;
  until: string;
}

export type PeriodLength = 'month' | 'quarter' | 'year';

const MONTHS: Record<PeriodLength, number> = { month: 1, quarter: 3, year: 12 };
/** Longer series are no chart; a mistaken date makes them. */
const MOST_PERIODS = 240;

/**
 * Calendar periods in UTC that cover every moment from the first to the last, the outer ones cut to the slice.
 * @param from - ISO 8601: the first moment, which is part of the first period
 * @param to - ISO 8601: the last moment, which is part of the last period
 * @param until - ISO 8601: the end of the slice, where one was asked for
 * @throws RangeError for more than 240 periods
 */
export function periodsOf(
  by: PeriodLength,
  { from, to, until }: { from: string; to: string; until?: string | undefined },
): Period[] {
  const step = MONTHS[by];
  const start = new Date(from);
  const last = new Date(to).getTime();
  const firstMonth = Math.floor(start.getUTCMonth() / step) * step;
  const periods: Period[] = [];
  for (let month = firstMonth; ; month += step) {
    const begin = new Date(Date.UTC(start.getUTCFullYear(), month, 1));
    if (begin.getTime() > last) return periods;
    if (periods.length >= MOST_PERIODS) throw new RangeError(`from ${from} to ${to} there are too many ${by}s`);
    const end = new Date(Date.UTC(start.getUTCFullYear(), month + step, 1)).toISOString();
    periods.push({
      label: labelOf(by, begin),
      since: periods.length === 0 ? start.toISOString() : begin.toISOString(),
      until: until !== undefined && until < end ? until : end,
    });
  }
}

function labelOf(by: PeriodLength, begin: Date): string {
  const text = begin.toISOString();
  if (by === 'month') return text.slice(0, 7);
  return by === 'year' ? text.slice(0, 4) : `${text.slice(0, 4)}-Q${begin.getUTCMonth() / 3 + 1}`;
}
