import type { Disparity, Estimated } from '../core/findings.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { fisherExact } from '../numeric/fisher-exact.ts';
import { katz } from '../numeric/katz.ts';
import { newcombe } from '../numeric/newcombe.ts';
import { twoSidedNormalP } from '../numeric/normal-survival.ts';
import { pooledZ, smallestExpectedCount } from '../numeric/pooled-z.ts';
import type { Proportion } from '../numeric/proportion.ts';
import type { GroupMetric } from './define-group-metric.ts';
import { type GroupSums, linearisedVariance, proportionBy } from './group-sums.ts';
import { isBelowRatio } from './impact-ratio.ts';

/** A comparison before the family of all comparisons is known. */
export type Comparison = Omit<Disparity, 'pAdjusted' | 'verdict' | 'because'> & {
  metric: string;
  isSelectionRate: boolean;
  /** The two rates: of the group, and of the reference. */
  one: Proportion;
  two: Proportion;
};

export interface GroupPair {
  group: string;
  sums: GroupSums;
  reference: GroupSums;
}

/** Below this expected count the normal approximation is not trusted. */
const LEAST_EXPECTED = 5;

const CORRECTED = 'interval with 1/2 added to both counts and 1 to both totals';

/** One group against the reference group on one metric: ratio and difference with intervals, and the test. */
export function compareGroups(
  metric: GroupMetric,
  { group, sums, reference }: GroupPair,
  { impactRatio }: RegimeProfile,
  z: number,
): Comparison {
  const [one, two] = [proportionBy(metric, sums), proportionBy(metric, reference)];
  const isSelectionRate = metric.meta.comparison === 'impact-ratio';
  const named = { group, metric: metric.name, isSelectionRate, one, two };
  const missing = missingRate(metric, sums, reference);
  if (missing !== null) {
    const none = { value: null, low: null, high: null, reason: missing };
    return { ...named, ratio: none, difference: { ...none }, p: null, test: 'none', belowImpactRatio: null };
  }
  const screened = isSelectionRate && impactRatio !== null && two.x > 0;
  return {
    ...named,
    ratio: ratioOf(one, two, z),
    difference: { value: differenceOf(one, two), ...newcombe(one, two, z) },
    ...testOf(metric, { one, two, sums, reference }),
    belowImpactRatio: screened ? isBelowRatio(one, two, impactRatio) : null,
  };
}

/** Why there is nothing to compare, the reference's reason before the group's; null when there is. */
function missingRate(metric: GroupMetric, { counts }: GroupSums, { counts: reference }: GroupSums): string | null {
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

interface Compared extends Pick<GroupPair, 'sums' | 'reference'> {
  one: Proportion;
  two: Proportion;
}

/** Fisher's test or the pooled z by expected counts; with weights, the z of linearised variances. */
function testOf(metric: GroupMetric, { one, two, sums, reference }: Compared): { p: number | null; test: string } {
  const [variance, other] = [linearisedVariance(metric, sums), linearisedVariance(metric, reference)];
  if (variance !== null || other !== null) {
    const error = Math.sqrt((variance ?? plainVariance(one)) + (other ?? plainVariance(two)));
    if (error === 0) return { p: null, test: 'none' };
    return { p: twoSidedNormalP((one.x / one.n - two.x / two.n) / error), test: 'z of linearised variances' };
  }
  return smallestExpectedCount(one, two) < LEAST_EXPECTED
    ? { p: fisherExact(one, two), test: 'Fisher exact' }
    : { p: pooledZ(one, two).p, test: 'two-proportion z' };
}

function plainVariance({ x, n }: Proportion): number {
  return ((x / n) * (1 - x / n)) / n;
}
