import type { Proportion } from '../numeric/proportion.ts';

/**
 * True when the ratio of two rates lies strictly below a threshold, exact in integers of any size:
 *
 *     (x1 / n1) / (x2 / n2) < numerator / denominator   <=>   denominator x1 n2 < numerator x2 n1
 *
 * Doubles call 3/5 against 6/8, which is exactly 4/5, smaller than 0.8.
 *
 * Weighted counts, which are no integers, are held against it in doubles.
 *
 * @param group - integers, or weighted counts
 * @param reference - integers, x > 0
 * @param threshold - positive integers, e.g. 4/5
 * @see 29 CFR 1607.4(D), "less than four-fifths"
 * @example isBelowRatio({ x: 3, n: 5 }, { x: 6, n: 8 }, { numerator: 4, denominator: 5 }); // false
 */
export function isBelowRatio(
  group: Proportion,
  reference: Proportion,
  threshold: { numerator: number; denominator: number },
): boolean {
  if (![group.x, group.n, reference.x, reference.n].every(Number.isSafeInteger)) {
    return threshold.denominator * group.x * reference.n < threshold.numerator * reference.x * group.n;
  }
  const left = BigInt(threshold.denominator) * BigInt(group.x) * BigInt(reference.n);
  return left < BigInt(threshold.numerator) * BigInt(reference.x) * BigInt(group.n);
}
