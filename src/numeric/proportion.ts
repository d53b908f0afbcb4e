/** x successes among n trials; integers with 0 <= x <= n and n > 0 wherever a rate is formed. */
export interface Proportion {
  readonly x: number;
  readonly n: number;
}

/** Both ends of a confidence interval, in the unit of its estimate. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}
