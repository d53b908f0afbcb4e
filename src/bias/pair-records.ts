import type { Ends, PairRecord, SweepRecord } from '../core/measures.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { benjaminiHochberg } from '../numeric/benjamini-hochberg.ts';
import { fisherMidP } from '../numeric/fisher-exact.ts';
import { katz } from '../numeric/katz.ts';
import { miettinenNurminen } from '../numeric/miettinen-nurminen.ts';
import { minimumDetectableRatio } from '../numeric/minimum-detectable-ratio.ts';
import { newcombe } from '../numeric/newcombe.ts';
import { normalSurvival } from '../numeric/normal-survival.ts';
import { oddsRatio } from '../numeric/odds-ratio.ts';
import { yatesP } from '../numeric/pearson-chi-square.ts';
import { smallestExpectedCount } from '../numeric/pooled-z.ts';
import type { Proportion } from '../numeric/proportion.ts';
import { type Comparison, compareGroups } from './compare-groups.ts';
import { comparisonFamily } from './comparison-family.ts';
import { flipOf } from './flip.ts';
import { type FurtherContext, isWeighted, selection } from './further-spec.ts';
import { groupMetrics } from './group-metrics.ts';
import { sumsOf } from './group-sums.ts';
import type { GroupVector } from './group-vectors.ts';
import { verdictOf } from './verdict-of.ts';

/** Below this expected count the normal approximation is not trusted. */
const LEAST_EXPECTED = 5;
const POWER = 0.8;

/**
 * Each group against the reference on the favourable decision. Adjusted p and verdict are those of the family of every
 * compared rate, so that an attribute has one verdict wherever it is shown.
 */
export function pairRecords(context: FurtherContext): PairRecord[] {
  const { groups, reference, profile, z } = context;
  const others = groups.filter((vector) => vector !== reference);
  const named = others.map((vector) => ({ group: vector.group ?? '', ...sumsOf(vector) }));
  const family = comparisonFamily(named, sumsOf(reference), profile, z).filter((each) => each.isSelectionRate);
  const swept = benjaminiHochberg(family.map(({ p }) => p));
  return family.map((comparison, at) => ({
    ...pairOf(others[at] as GroupVector, comparison, context),
    pHolm: comparison.pAdjusted,
    pBenjaminiHochberg: swept[at] ?? null,
    ...verdictOf(profile, comparison),
  }));
}

type Pair = Omit<PairRecord, 'pHolm' | 'pBenjaminiHochberg' | 'verdict' | 'because'>;

function pairOf(vector: GroupVector, comparison: Comparison, { reference, profile, z }: FurtherContext): Pair {
  const { one, two, p, test } = comparison;
  const none: Ends = { value: null, low: null, high: null, reason: one.n === 0 ? 'no_rows' : 'reference_no_rows' };
  const named = {
    ...{ group: vector.group ?? '', reference: reference.group ?? '', profile: profile.id },
    counts: { x: one.x, n: one.n, xReference: two.x, nReference: two.n },
  };
  if (one.n === 0 || two.n === 0) {
    return {
      ...named,
      ...{ ratio: none, difference: { ...none }, scoreInterval: { ...none }, oddsRatio: { ...none } },
      ...{ p: null, midP: null, yatesP: null, test: 'none', equivalenceP: null, minimumDetectableRatio: null },
      ...{ flip: { fragile: false, changes: [] }, shortfall: null },
    };
  }
  const difference = one.x / one.n - two.x / two.n;
  return {
    ...named,
    ratio: ratioEnds(one, two, z),
    difference: { value: difference, ...newcombe(one, two, z) },
    scoreInterval: { value: difference, ...miettinenNurminen(one, two, z) },
    oddsRatio: oddsEnds(one, two, z),
    ...{ p, test, ...exactTests(vector, reference) },
    equivalenceP: equivalence(one, two, profile),
    minimumDetectableRatio: detectable(one, two, profile),
    flip: flipOf(one, two, profile.impactRatio),
    shortfall: shortfall(one, two),
  };
}

function ratioEnds(one: Proportion, two: Proportion, z: number): PairRecord['ratio'] {
  const { low, high } = katz(one, two, z);
  if (two.x > 0) return { value: (one.x * two.n) / (two.x * one.n), low, high };
  if (one.x === 0) return { value: null, low: null, high: null, reason: 'both_rates_zero' };
  return { value: null, infinite: 'positive', low, high: null, reason: 'reference_rate_zero' };
}

function oddsEnds(one: Proportion, two: Proportion, z: number): PairRecord['oddsRatio'] {
  const { value, low, high } = oddsRatio(one, two, z);
  if (Number.isNaN(value)) return { value: null, low: null, high: null, reason: 'both_odds_undefined' };
  if (Number.isFinite(value)) return { value, low, high };
  return { value: null, infinite: 'positive', low, high: null, reason: 'reference_rate_zero' };
}

/** Tests of whole counts: none of weighted ones. */
function exactTests(group: GroupVector, reference: GroupVector): Pick<PairRecord, 'midP' | 'yatesP'> {
  if (isWeighted([group, reference])) return { midP: null, yatesP: null };
  const [one, two] = [selection(group), selection(reference)];
  const isExact = smallestExpectedCount(one, two) < LEAST_EXPECTED;
  return { midP: isExact ? fisherMidP(one, two) : null, yatesP: yatesP(one, two) };
}

/** Two one-sided z tests on the log ratio, against both ends of the profile's band. */
function equivalence(one: Proportion, two: Proportion, { impactRatio, upperRatio }: RegimeProfile): number | null {
  if (impactRatio === null || one.x === 0 || two.x === 0) return null;
  const low = impactRatio.numerator / impactRatio.denominator;
  const high = upperRatio === undefined ? 1 / low : upperRatio.numerator / upperRatio.denominator;
  const error = Math.sqrt((one.n - one.x) / (one.x * one.n) + (two.n - two.x) / (two.x * two.n));
  if (error === 0) return null;
  const log = Math.log((one.x * two.n) / (two.x * one.n));
  const beyond = [(log - Math.log(low)) / error, (Math.log(high) - log) / error].map(normalSurvival);
  return Math.max(Number.MIN_VALUE, ...beyond);
}

function detectable(one: Proportion, two: Proportion, { significance }: RegimeProfile): number | null {
  return minimumDetectableRatio({
    ...{ rate: two.x / two.n, n: one.n, nReference: two.n },
    ...{ significance: significance ?? 0.05, power: POWER },
  });
}

/** Whole people by which the group falls short of the reference's rate, rounded up in exact integers where they are. */
function shortfall(one: Proportion, two: Proportion): number {
  const short = two.x * one.n - one.x * two.n;
  if (short <= 0) return 0;
  if (!Number.isSafeInteger(short)) return Math.ceil(short / two.n);
  return Math.floor(short / two.n) + (short % two.n === 0 ? 0 : 1);
}

/** Every rate of every pair, for a look around: Benjamini and Hochberg's adjustment over all of them. */
export function sweepRates({ groups, reference, profile, z }: FurtherContext): SweepRecord[] {
  if (isWeighted(groups)) return [];
  const found = groups
    .filter((vector) => vector !== reference)
    .flatMap((vector) =>
      groupMetrics.map((metric) => {
        const pair = { group: vector.group ?? '', sums: sumsOf(vector), reference: sumsOf(reference) };
        return compareGroups(metric, pair, profile, z);
      }),
    );
  const adjusted = benjaminiHochberg(found.map(({ p }) => p));
  return found.map(({ group, metric, difference, p, test }, index) => ({
    ...{ group, metric, difference: difference.value, p, test },
    pBenjaminiHochberg: adjusted[index] ?? null,
  }));
}
