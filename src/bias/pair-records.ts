import type { Ends, PairRecord, SweepRecord } from '../core/measures.ts';
import type { RegimeProfile } from '../core/regime.ts';
import { benjaminiHochberg } from '../numeric/benjamini-hochberg.ts';
import { fisherExact, fisherMidP } from '../numeric/fisher-exact.ts';
import { holm } from '../numeric/holm.ts';
import { katz } from '../numeric/katz.ts';
import { miettinenNurminen } from '../numeric/miettinen-nurminen.ts';
import { minimumDetectableRatio } from '../numeric/minimum-detectable-ratio.ts';
import { newcombe } from '../numeric/newcombe.ts';
import { normalSurvival, twoSidedNormalP } from '../numeric/normal-survival.ts';
import { oddsRatio } from '../numeric/odds-ratio.ts';
import { yatesP } from '../numeric/pearson-chi-square.ts';
import { pooledZ, smallestExpectedCount } from '../numeric/pooled-z.ts';
import type { Proportion } from '../numeric/proportion.ts';
import { compareGroups } from './compare-groups.ts';
import { flipOf } from './flip.ts';
import { type FurtherContext, isWeighted, selection } from './further-spec.ts';
import { groupMetrics } from './group-metrics.ts';
import { countsOf, type GroupVector, total } from './group-vectors.ts';
import { verdictUnder } from './verdict-under.ts';

/** Below this expected count the normal approximation is not trusted. */
const LEAST_EXPECTED = 5;
const POWER = 0.8;

/** Each group against the reference on the favourable decision, with the family's adjustments and the verdict. */
export function pairRecords(context: FurtherContext): PairRecord[] {
  const { groups, reference, profile } = context;
  const pairs = groups.filter((vector) => vector !== reference).map((vector) => pairOf(vector, context));
  const adjusted = holm(pairs.map(({ p }) => p));
  const swept = benjaminiHochberg(pairs.map(({ p }) => p));
  return pairs.map(({ one, two, ...pair }, index) => {
    const pHolm = adjusted[index] ?? null;
    const evidence = { group: one, reference: two, isSelectionRate: true, pAdjusted: pHolm };
    return { ...pair, pHolm, pBenjaminiHochberg: swept[index] ?? null, ...verdictUnder(profile, evidence) };
  });
}

type Pair = Omit<PairRecord, 'pHolm' | 'pBenjaminiHochberg' | 'verdict' | 'because'> & {
  one: Proportion;
  two: Proportion;
};

function pairOf(vector: GroupVector, { reference, profile, z }: FurtherContext): Pair {
  const [one, two] = [selection(vector), selection(reference)];
  const none: Ends = { value: null, low: null, high: null, reason: one.n === 0 ? 'no_rows' : 'reference_no_rows' };
  const named = {
    ...{ group: vector.group ?? '', reference: reference.group ?? '', profile: profile.id, one, two },
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
    ...testOf(vector, reference),
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

/** Fisher's test or the pooled z by expected counts; with weights, the z of linearised variances. */
function testOf(group: GroupVector, reference: GroupVector): Pick<PairRecord, 'p' | 'midP' | 'yatesP' | 'test'> {
  if (isWeighted([group, reference])) {
    const [r1, v1] = linearised(group);
    const [r2, v2] = linearised(reference);
    const error = Math.sqrt(v1 + v2);
    if (error === 0) return { p: null, midP: null, yatesP: null, test: 'none' };
    return { p: twoSidedNormalP((r1 - r2) / error), midP: null, yatesP: null, test: 'z of linearised variances' };
  }
  const [one, two] = [selection(group), selection(reference)];
  if (smallestExpectedCount(one, two) >= LEAST_EXPECTED) {
    return { p: pooledZ(one, two).p, midP: null, yatesP: yatesP(one, two), test: 'two-proportion z' };
  }
  return { p: fisherExact(one, two), midP: fisherMidP(one, two), yatesP: yatesP(one, two), test: 'Fisher exact' };
}

/** The weighted rate R and its variance, sum w^2 (y - R)^2 / (sum w)^2. */
function linearised({ weights, squares }: GroupVector): [rate: number, variance: number] {
  const { favourable, n } = countsOf(weights);
  const rate = favourable / n;
  const selectedSquares = (squares[3] ?? 0) + (squares[4] ?? 0) + (squares[5] ?? 0);
  const others = total(squares) - selectedSquares;
  return [rate, (selectedSquares * (1 - rate) ** 2 + others * rate ** 2) / (n * n)];
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
  const counts = countsOf(reference.rows);
  const found = groups
    .filter((vector) => vector !== reference)
    .flatMap(({ group, rows }) =>
      groupMetrics.map((metric) =>
        compareGroups(metric, { group: group ?? '', counts: countsOf(rows), reference: counts }, profile, z),
      ),
    );
  const adjusted = benjaminiHochberg(found.map(({ p }) => p));
  return found.map(({ group, metric, difference, p, test }, index) => ({
    ...{ group, metric, difference: difference.value, p, test },
    pBenjaminiHochberg: adjusted[index] ?? null,
  }));
}
