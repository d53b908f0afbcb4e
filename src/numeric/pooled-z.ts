import { twoSidedNormalP } from './normal-survival.ts';
import type { Proportion } from './proportion.ts';

/**
 * The pooled two-proportion z test of equal rates; z^2 is Pearson's chi-square without correction.
 *
 *     z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2)),   p = (x1 + x2) / (n1 + n2)
 *
 * @param group - the first rate, n > 0
 * @param reference - the second rate, n > 0
 * @returns z, and the two-sided p by the survival function, never 0; z = 0 and p = 1 when nothing varies
 * @see Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, 3rd ed., section 3.2
 * @example pooledZ({ x: 12, n: 40 }, { x: 48, n: 80 }).z; // -3.098386676965933
 */
export function pooledZ(group: Proportion, reference: Proportion): { z: number; p: number } {
  const total = group.n + reference.n;
  const hits = group.x + reference.x;
  if (hits === 0 || hits === total) return { z: 0, p: 1 };
  const difference = (group.x * reference.n - reference.x * group.n) / (group.n * reference.n);
  const variance = ((hits / total) * (total - hits)) / group.n / reference.n;
  const z = difference / Math.sqrt(variance);
  return { z, p: twoSidedNormalP(z) };
}

/**
 * The smallest count that the four cells of the table would hold if both rates were equal. One quotient of two
 * integers, so that an expected count of exactly 5 is not 4.999999999999999.
 */
export function smallestExpectedCount(group: Proportion, reference: Proportion): number {
  const total = group.n + reference.n;
  const hits = group.x + reference.x;
  return (Math.min(group.n, reference.n) * Math.min(hits, total - hits)) / total;
}
