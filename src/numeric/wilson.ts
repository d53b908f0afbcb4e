import type { Interval, Proportion } from './proportion.ts';

/**
 * The Wilson score interval of one rate p = x / n.
 *
 *     (x + z^2/2 -+ z sqrt(x (n - x) / n + z^2/4)) / (n + z^2)
 *
 * @param proportion - integers, 0 <= x <= n, n > 0
 * @param z - standard errors on each side, e.g. 1.96
 * @returns ends in [0, 1]; exactly 0 below when x = 0 and exactly 1 above when x = n
 * @see Wilson 1927, JASA 22(158), p. 209
 * @example wilson({ x: 0, n: 10 }, 1.959963984540054); // { low: 0, high: 0.2775327998628892 }
 */
export function wilson({ x, n }: Proportion, z: number): Interval {
  const scale = n + z * z;
  const centre = x + (z * z) / 2;
  const half = z * Math.sqrt((x * (n - x)) / n + (z * z) / 4);
  return {
    low: x === 0 ? 0 : Math.max(0, (centre - half) / scale),
    high: x === n ? 1 : Math.min(1, (centre + half) / scale),
  };
}
