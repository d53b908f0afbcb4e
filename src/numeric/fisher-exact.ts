import type { Proportion } from './proportion.ts';

/** Tables whose probability exceeds the observed one by less than this share count as equally likely. */
const LOG_TIE = Math.log1p(1e-7);
/** Terms this far below the largest in logarithm cannot change a sum of doubles. */
const NEGLIGIBLE = 60;

/**
 * Fisher's exact test of equal rates, two-sided: the probability, with all margins fixed, of every table that is not
 * more likely than the observed one.
 *
 *     P(k) = C(n1, k) C(n2, h - k) / C(n1 + n2, h),   h = x1 + x2;   p = sum of P(k) over P(k) <= P(x1) (1 + 1e-7)
 *
 * Probabilities are carried as logarithms relative to the mode, by the ratio of neighbouring terms, so that no
 * factorial of a large total loses digits.
 *
 * @param group - integers, 0 <= x <= n
 * @param reference - integers, 0 <= x <= n
 * @returns p in (0, 1], the smallest double where p cannot be told from 0; time and memory O(smallest margin)
 * @see Agresti 2013, Categorical Data Analysis, 3rd ed., section 3.5
 * @example fisherExact({ x: 0, n: 10 }, { x: 5, n: 20 }); // 0.14003620900172625
 */
export function fisherExact(group: Proportion, reference: Proportion): number {
  const { terms, observed } = likelihoods(group, reference);
  const asExtreme = logSum(terms.filter((term) => term <= observed + LOG_TIE));
  return Math.min(1, Math.max(Number.MIN_VALUE, Math.exp(asExtreme - logSum(terms))));
}

/**
 * Fisher's test with the mid-p correction: the p of fisherExact less half the probability of the observed table.
 *
 * @returns p in (0, 1]; less conservative than the exact test, and no longer guaranteed to hold its level
 * @see Lancaster 1961, JASA 56(294)
 */
export function fisherMidP(group: Proportion, reference: Proportion): number {
  const { terms, observed } = likelihoods(group, reference);
  const all = logSum(terms);
  const asExtreme = logSum(terms.filter((term) => term <= observed + LOG_TIE));
  return Math.min(1, Math.max(Number.MIN_VALUE, Math.exp(asExtreme - all) - Math.exp(observed - all) / 2));
}

/** The logarithm of every table's probability relative to the mode, and that of the observed table. */
function likelihoods(group: Proportion, reference: Proportion): { terms: number[]; observed: number } {
  const total = group.n + reference.n;
  const hits = group.x + reference.x;
  const low = Math.max(0, hits - reference.n);
  const high = Math.min(group.n, hits);
  const mode = Math.min(high, Math.max(low, Math.floor(((group.n + 1) * (hits + 1)) / (total + 2))));
  /** log(P(k + 1) / P(k)) */
  const step = (k: number): number => Math.log(((group.n - k) / (k + 1)) * ((hits - k) / (reference.n - hits + k + 1)));
  const up = walk(high - mode, (i) => step(mode + i));
  const down = walk(mode - low, (i) => -step(mode - i - 1));
  const observed = (group.x >= mode ? up[group.x - mode] : down[mode - group.x]) as number;
  return { terms: [...up, ...down.slice(1)], observed };
}

/** Logarithms from the mode outward: 0, then each the one before plus its step. Compensated, as they may be many. */
function walk(length: number, step: (i: number) => number): number[] {
  const logs = [0];
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < length; i += 1) {
    const value = step(i) - lost;
    const next = sum + value;
    lost = next - sum - value;
    sum = next;
    logs.push(sum);
  }
  return logs;
}

/** log(sum of exp(term)), smallest terms first. */
function logSum(terms: number[]): number {
  const sorted = Float64Array.from(terms).sort();
  const largest = sorted.at(-1) ?? Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const term of sorted) if (term > largest - NEGLIGIBLE) sum += Math.exp(term - largest);
  return largest + Math.log(sum);
}
