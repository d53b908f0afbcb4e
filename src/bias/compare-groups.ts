import type { Disparity, Estimated } from '../core/findings.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { fisherExact } from '../numeric/fisher-exact.ts';
import { katz } from '../numeric/katz.ts';
import { newcombe } from '../numeric/newcombe.ts';
import { pooledZ, smallestExpectedCount } from '../numeric/pooled-z.ts';
import type { Proportion } from '../numeric/proportion.ts';
import type { CountedRate, GroupCounts, GroupMetric } from './define-group-metric.ts';
import { isBelowRatio } from './impact-ratio.ts';

/** A comparison before the family of all comparisons is known. */
export type Comparison = Omit<Disparity, 'pAdjusted' | 'verdict' | 'because'> & {
  metric: string;
  usesImpactRatio: boolean;
  /** Rows on which the smaller of the two rates rests. */
  smallest: number;
};

export interface GroupPair {
  group: string;
  counts: GroupCounts;
  reference: GroupCounts;
}

/** Below this expected count the normal approximation is not trusted. */
const LEAST_EXPECTED = 5;

const CORRECTED = 'interval with 1/2 added to both counts and 1 to both totals';

/** One group against the reference group on one metric: ratio and difference with intervals, and the test. */
export function compareGroups(
  metric: GroupMetric,
  { group, counts, reference }: GroupPair,
  profile: RegimeProfile,
  z: number,
): Comparison {
  const usesImpactRatio = metric.meta.comparison === 'impact-ratio' && profile.impactRatio !== null;
  const one = proportion(metric.count(counts));
  const two = proportion(metric.count(reference));
  const named = { group, metric: metric.name, usesImpactRatio, smallest: Math.min(one.n, two.n) };
  const missing = missingRate(metric, counts, reference);
  if (missing !== null) {
    const none = { value: null, low: null, high: null, reason: missing };
    return { ...named, ratio: none, difference: { ...none }, p: null, test: 'none', belowImpactRatio: null };
  }
  return {
    ...named,
    ratio: ratioOf(one, two, z),
    difference: { value: differenceOf(one, two), ...newcombe(one, two, z) },
    ...testOf(one, two),
    belowImpactRatio:
      usesImpactRatio && two.x > 0 && profile.impactRatio !== null ? isBelowRatio(one, two, profile.impactRatio) : null,
  };
}

function proportion({ numerator, denominator }: CountedRate): Proportion {
  return { x: numerator, n: denominator };
}

/** Why there is nothing to compare, the reference's reason before the group's; null when there is. */
function missingRate(metric: GroupMetric, counts: GroupCounts, reference: GroupCounts): string | null {
  if (reference.n === 0) return 'the reference group has no rows';
  const there = metric.count(reference);
  if (there.denominator === 0) return `in the reference group, ${there.emptyReason}`;
  if (counts.n === 0) return 'the group has no rows';
  const here = metric.count(counts);
  return here.denominator === 0 ? here.emptyReason : null;
}

/** group / reference. The quotient of two integers, so that equal ratios are equal doubles. */
function ratioOf(one: Proportion, two: Proportion, z: number): Estimated {
  if (two.x === 0) {
    const reason = one.x === 0 ? 'both rates are zero' : 'reference rate is zero';
    return { value: null, low: null, high: null, reason };
  }
  const { low, high, corrected } = katz(one, two, z);
  const value = (one.x * two.n) / (two.x * one.n);
  return { value, low, high, ...(corrected ? { reason: CORRECTED } : {}) };
}

/** group - reference, without the error of subtracting two rounded rates. */
function differenceOf(one: Proportion, two: Proportion): number {
  return (one.x * two.n - two.x * one.n) / (one.n * two.n);
}

function testOf(one: Proportion, two: Proportion): { p: number; test: string } {
  return smallestExpectedCount(one, two) < LEAST_EXPECTED
    ? { p: fisherExact(one, two), test: 'Fisher exact' }
    : { p: pooledZ(one, two).p, test: 'two-proportion z' };
}
