import type { Interval, Proportion } from './proportion.ts';

export interface RatioInterval extends Interval {
  /** True when 1/2 was added to both counts and 1 to both totals, because the formula has no answer otherwise. */
  readonly corrected: boolean;
}

/**
 * Katz's log interval of a ratio of two rates, r = (x1 / n1) / (x2 / n2).
 *
 *     r exp(-+ z sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2))
 *
 * When a count is 0, or when both rates are 1 and the formula would give a width of 0, 1/2 is added to both counts
 * and 1 to both totals.
 *
 * @param group - the numerator, n > 0
 * @param reference - the denominator, n > 0
 * @param z - standard errors on each side, e.g. 1.96
 * @see Katz, Baptista, Azen & Pike 1978, Biometrics 34(3), method C
 * @example katz({ x: 12, n: 40 }, { x: 48, n: 80 }, 1.959963984540054); // low 0.3014..., high 0.8293...
 */
export function katz(group: Proportion, reference: Proportion, z: number): RatioInterval {
  const corrected = group.x === 0 || reference.x === 0 || (group.x === group.n && reference.x === reference.n);
  const [one, two] = corrected ? [moved(group), moved(reference)] : [group, reference];
  const ratio = (one.x * two.n) / (two.x * one.n);
  const error = Math.sqrt((one.n - one.x) / (one.x * one.n) + (two.n - two.x) / (two.x * two.n));
  return { low: ratio * Math.exp(-z * error), high: ratio * Math.exp(z * error), corrected };
}

function moved({ x, n }: Proportion): Proportion {
  return { x: x + 0.5, n: n + 1 };
}
