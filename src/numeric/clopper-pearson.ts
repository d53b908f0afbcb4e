import { betaQuantile } from './incomplete-beta.ts';
import type { Interval, Proportion } from './proportion.ts';

/**
 * The Clopper-Pearson interval of one rate, whose coverage is never below the confidence.
 *
 *     low = B(tail; x, n - x + 1),   high = B(1 - tail; x + 1, n - x),   B the quantile of the beta distribution
 *
 * @param proportion - integers, 0 <= x <= n, n > 0
 * @param confidence - strictly between 0 and 1
 * @returns ends in [0, 1]; exactly 0 below when x = 0 and exactly 1 above when x = n
 * @see Clopper & Pearson 1934, Biometrika 26(4)
 * @example clopperPearson({ x: 0, n: 10 }, 0.95); // { low: 0, high: 0.3084971078187608 }
 */
export function clopperPearson({ x, n }: Proportion, confidence: number): Interval {
  const tail = (1 - confidence) / 2;
  return {
    low: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    high: x === n ? 1 : 1 - betaQuantile(tail, n - x, x + 1),
  };
}
