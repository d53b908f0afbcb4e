import { chiSquareSurvival } from './chi-square.ts';
import type { Proportion } from './proportion.ts';

export interface ChiSquareTest {
  statistic: number;
  degreesOfFreedom: number;
  p: number;
}

/**
 * Pearson's chi-square test that all groups have the same rate, without continuity correction.
 *
 *     X^2 = sum over groups of (x - n p)^2 / (n p (1 - p)),   p = sum x / sum n,   df = groups - 1
 *
 * @param groups - those of n = 0 do not count
 * @returns null when fewer than two groups have rows or nothing varies
 * @see Pearson 1900; Agresti 2013, Categorical Data Analysis, 3rd ed.
 */
export function pearsonChiSquare(groups: readonly Proportion[]): ChiSquareTest | null {
  const present = groups.filter(({ n }) => n > 0);
  const n = present.reduce((sum, group) => sum + group.n, 0);
  const x = present.reduce((sum, group) => sum + group.x, 0);
  if (present.length < 2 || x === 0 || x === n) return null;
  const statistic = present.reduce((sum, group) => sum + (group.x * n - group.n * x) ** 2 / group.n / x / (n - x), 0);
  const degreesOfFreedom = present.length - 1;
  return { statistic, degreesOfFreedom, p: chiSquareSurvival(statistic, degreesOfFreedom) };
}

/**
 * The p-value of the chi-square test of two rates with Yates' continuity correction, more cautious than without.
 *
 *     X^2 = N max(0, |x1 (n2 - x2) - x2 (n1 - x1)| - N / 2)^2 / (n1 n2 x (N - x)),   x = x1 + x2
 *
 * @returns null when nothing varies
 * @see Yates 1934, Supplement to the Journal of the Royal Statistical Society 1(2)
 */
export function yatesP(group: Proportion, reference: Proportion): number | null {
  const n = group.n + reference.n;
  const x = group.x + reference.x;
  if (group.n === 0 || reference.n === 0 || x === 0 || x === n) return null;
  const apart = Math.abs(group.x * reference.n - reference.x * group.n);
  const corrected = Math.max(0, apart - n / 2);
  return chiSquareSurvival(((((corrected / group.n) * corrected) / reference.n) * (n / x)) / (n - x), 1);
}

/**
 * Pearson's test of goodness of fit: do observed counts follow declared shares?
 *
 *     X^2 = sum of (o - N s)^2 / (N s),   df = categories of share above 0, less 1
 *
 * @param counts - observed, one per category
 * @param shares - expected, summing to 1
 * @returns null without rows or with fewer than two categories; p is the smallest double when a category of share 0 has rows
 */
export function goodnessOfFit(counts: readonly number[], shares: readonly number[]): ChiSquareTest | null {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const degreesOfFreedom = shares.filter((share) => share > 0).length - 1;
  if (n === 0 || degreesOfFreedom < 1) return null;
  const statistic = counts.reduce((sum, count, index) => {
    const expected = n * (shares[index] ?? 0);
    return count === 0 && expected === 0 ? sum : sum + (count - expected) ** 2 / expected;
  }, 0);
  const p = Number.isFinite(statistic) ? chiSquareSurvival(statistic, degreesOfFreedom) : Number.MIN_VALUE;
  return { statistic, degreesOfFreedom, p };
}
