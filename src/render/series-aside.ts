/** Between the points of two series at one period, in periods, so that their intervals do not cover each other. */
const STEP = 0.09;

/** Where the points of a series stand beside the middle of their period, in periods: -0.045 and 0.045 for two series. */
export function asideOf(index: number, series: number): number {
  return (index - (series - 1) / 2) * STEP;
}
