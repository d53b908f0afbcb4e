import type { Interval, Proportion } from './proportion.ts';

export interface OddsRatio extends Interval {
  readonly value: number;
  /** True when 1/2 was added to all four counts, because one of them is 0. */
  readonly corrected: boolean;
}

/**
 * The ratio of two odds with Woolf's log interval.
 *
 *     OR = x1 (n2 - x2) / (x2 (n1 - x1)),   OR exp(-+ z sqrt(1/a + 1/b + 1/c + 1/d))
 *
 * @param group - the numerator, n > 0
 * @param reference - the denominator, n > 0
 * @returns value may be 0, infinite, or NaN for 0/0; the interval then rests on counts moved by 1/2
 * @see Woolf 1955, Annals of Human Genetics 19(4); Haldane 1956 for the 1/2
 * @example oddsRatio({ x: 141, n: 340 }, { x: 1854, n: 3623 }, 1.96).value; // 0.6760...
 */
export function oddsRatio(group: Proportion, reference: Proportion, z: number): OddsRatio {
  const counts = [group.x, group.n - group.x, reference.x, reference.n - reference.x] as const;
  const value = (counts[0] * counts[3]) / (counts[1] * counts[2]);
  const corrected = counts.includes(0);
  const [a, b, c, d] = corrected ? (counts.map((count) => count + 0.5) as [number, number, number, number]) : counts;
  const moved = (a * d) / (b * c);
  const error = z * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  return { value, low: moved * Math.exp(-error), high: moved * Math.exp(error), corrected };
}
