import type { MeasureRecord } from '../core/measures.ts';
import { sha256Hex } from '../core/sha256.ts';
import { auc } from '../numeric/auc.ts';
import { drawBinomial } from '../numeric/binomial-draw.ts';
import { chiSquareSurvival } from '../numeric/chi-square.ts';
import { twoSidedStudentP } from '../numeric/incomplete-beta.ts';
import { kolmogorovP } from '../numeric/kolmogorov.ts';
import { twoSidedNormalP } from '../numeric/normal-survival.ts';
import { xoshiro128 } from '../numeric/xoshiro128.ts';
import { calibrationFit } from './calibration-fit.ts';
import type { FurtherContext } from './further-spec.ts';
import { measuresOf } from './group-metrics.ts';
import { gapOf, noInterval, numberOf, recordOf } from './measure-record.ts';
import { bootstrap, type ResampledInterval } from './resample.ts';
import { equalMassBins, momentsOf, referenceBins, rowsOf, type ScoreDistribution, sum } from './score-distribution.ts';
import { coarsen, mergeScores } from './score-groups.ts';

/** Scores of a group are put into so many bins before they are resampled. */
const RESAMPLED_BINS = 20;
const SIMULATIONS = 200;

/** What is resampled: other measures have a closed form, or are distances that never lie below parity. */
const RESAMPLED = new Set([
  ...['brierScore', 'brierReliability', 'brierResolution', 'calibrationInTheLarge'],
  ...['expectedCalibrationError', 'maximumCalibrationError', 'abroca'],
]);

const EMPTY: ScoreDistribution = {
  ...{ scores: new Float64Array(0), positives: new Float64Array(0) },
  ...{ negatives: new Float64Array(0), unlabelled: new Float64Array(0) },
};

/** Every measure of scores, by group and against the reference. */
export function measureScores(
  scores: ReadonlyMap<string | null, ScoreDistribution>,
  context: FurtherContext,
): MeasureRecord[] {
  const names = context.groups.map(({ group }) => group ?? '');
  const reference = context.reference.group ?? '';
  const of = (name: string): ScoreDistribution => scores.get(name) ?? EMPTY;
  const all = mergeScores(names.map(of));
  const intervals = resampled(names, of, context);
  const interval = (metric: string, group: string): Omit<ResampledInterval, never> =>
    intervals.get(`${metric} ${group}`) ?? noInterval('no closed form');
  return names.flatMap((group) => {
    const place = { group, reference: null, form: 'value' } as const;
    const values = measuresOf('group-scores').map(({ name, measure }) => ({
      ...recordOf({ metric: name, ...place }, measure(of(group)), interval(name, group)),
      ...ownInterval(name, of(group), context.z),
      ...(name === 'expectedCalibrationError' ? byChance(of(group)) : {}),
    }));
    if (group === reference) return values;
    const against = { group, reference, form: 'value' } as const;
    const pairs = measuresOf('pair-scores').map(({ name, measure }) => ({
      ...recordOf({ metric: name, ...against }, measure(of(group), of(reference), all), interval(name, group)),
      ...closedForm(name, measure(of(group), of(reference), all).value, [of(group), of(reference)], context.z),
    }));
    const gaps = measuresOf('group-scores').map(({ name, measure }) => ({
      ...recordOf(
        { metric: name, ...against, form: 'gap' },
        gapOf(measure(of(group)), measure(of(reference))),
        interval(`gap ${name}`, group),
      ),
      ...(name === 'auc' ? aucGap(of(group), of(reference), context.z) : {}),
    }));
    return [...values, ...pairs, ...gaps];
  });
}

/** Intervals of one group that follow from a formula. */
function ownInterval(name: string, scores: ScoreDistribution, z: number): Partial<MeasureRecord> {
  if (name === 'auc') return aucInterval(scores, z);
  if (name !== 'calibrationSlope' && name !== 'calibrationIntercept') return {};
  const fit = calibrationFit(scores);
  if (typeof fit === 'string') return {};
  const [value, error] =
    name === 'calibrationSlope' ? [fit.slope, fit.slopeError] : [fit.intercept, fit.interceptError];
  return { low: value - z * error, high: value + z * error, interval: 'Wald, by the observed information' };
}

function aucInterval(scores: ScoreDistribution, z: number): Partial<MeasureRecord> {
  const found = auc(scores);
  if (found === null || found.variance === null) return {};
  const half = z * Math.sqrt(found.variance);
  return { low: Math.max(0, found.value - half), high: Math.min(1, found.value + half), interval: 'DeLong' };
}

/** Of independent groups, whose variances add. */
function aucGap(group: ScoreDistribution, reference: ScoreDistribution, z: number): Partial<MeasureRecord> {
  const [one, two] = [auc(group), auc(reference)];
  if (one === null || two === null || one.variance === null || two.variance === null) return {};
  const error = Math.sqrt(one.variance + two.variance);
  const gap = one.value - two.value;
  const ends = { low: gap - z * error, high: gap + z * error, interval: 'DeLong' };
  return error === 0 ? ends : { ...ends, p: twoSidedNormalP(gap / error), test: 'DeLong z' };
}

/** The mean of the measure if every bin were calibrated: what small groups show by chance. */
function byChance(scores: ScoreDistribution): Partial<MeasureRecord> {
  const bins = equalMassBins(scores, 10);
  const prng = xoshiro128(sha256Hex(JSON.stringify(bins)).slice(0, 32));
  const rows = bins.reduce((total, { n }) => total + n, 0);
  if (rows === 0 || bins.some((bin) => bin.scores < 0 || bin.scores > bin.n)) return {};
  let total = 0;
  for (let round = 0; round < SIMULATIONS; round += 1) {
    for (const { n, scores: expected } of bins) total += Math.abs(drawBinomial(prng, n, expected / n) - expected);
  }
  return { expectedByChance: total / rows / SIMULATIONS };
}

function closedForm(
  name: string,
  value: number | null,
  [group, reference]: [ScoreDistribution, ScoreDistribution],
  z: number,
): Partial<MeasureRecord> {
  if (value === null) return {};
  const labelled = name === 'residualMeanDifference';
  const size = (scores: ScoreDistribution): number =>
    labelled ? sum(scores.positives) + sum(scores.negatives) : rowsOf(scores);
  const [n, m] = [size(group), size(reference)];
  if (name === 'kolmogorovSmirnov') return { p: kolmogorovP(value, n, m), test: 'Kolmogorov-Smirnov, asymptotic' };
  if (name === 'populationStabilityIndex') {
    const bins = referenceBins(group, reference, 10).reference.length;
    if (bins < 2) return {};
    return { p: chiSquareSurvival(value / (1 / n + 1 / m), bins - 1), test: 'chi-square, asymptotic' };
  }
  if (!/MeanDifference/.test(name)) return {};
  const error = Math.sqrt((n + m) / (n * m) + (value * value) / (2 * (n + m)));
  const ends = {
    low: value - z * error,
    high: value + z * error,
    interval: 'normal, by the large-sample variance of d',
  };
  return labelled ? ends : { ...ends, ...welch(group, reference) };
}

/** Welch's test that the mean scores are the same. */
function welch(group: ScoreDistribution, reference: ScoreDistribution): Partial<MeasureRecord> {
  const [one, two] = [momentsOf(group), momentsOf(reference)];
  if (one.n < 2 || two.n < 2) return {};
  const [a, b] = [one, two].map(({ n, squares }) => squares / (n - 1) / n) as [number, number];
  if (a + b === 0) return {};
  const degrees = (a + b) ** 2 / ((a * a) / (one.n - 1) + (b * b) / (two.n - 1));
  return { p: twoSidedStudentP((one.mean - two.mean) / Math.sqrt(a + b), degrees), test: 'Welch t' };
}

/** BCa intervals over the bins of scores, by metric and group. */
function resampled(
  named: readonly string[],
  of: (name: string) => ScoreDistribution,
  { reference: { group: referenceName }, prng, replicates, confidence }: FurtherContext,
): Map<string, ResampledInterval> {
  const names = byContent(named, of);
  const coarse = names.map((name) => coarsen(of(name), RESAMPLED_BINS));
  const cells = Float64Array.from(coarse.flatMap(({ positives, negatives }) => [...positives, ...negatives]));
  const values = measuresOf('group-scores').filter(({ name }) => RESAMPLED.has(name));
  const pairs = measuresOf('pair-scores').filter(({ name }) => RESAMPLED.has(name));
  const at = names.indexOf(referenceName ?? '');
  const others = names.filter((_, index) => index !== at);
  const intervals = bootstrap(
    cells,
    (drawn) => {
      const groups = cut(drawn, coarse);
      const there = groups[at] ?? EMPTY;
      const own = groups.map((group) => values.map(({ measure }) => numberOf(measure(group))));
      const reference = own[at] ?? [];
      const found = own.flat();
      own.forEach((numbers, index) => {
        if (index === at) return;
        for (let i = 0; i < numbers.length; i += 1)
          found.push((numbers[i] ?? Number.NaN) - (reference[i] ?? Number.NaN));
      });
      groups.forEach((group, index) => {
        if (index === at) return;
        for (const { measure } of pairs) found.push(numberOf(measure(group, there, there)));
      });
      return found;
    },
    { prng, replicates, confidence },
  );
  const keys = [
    ...names.flatMap((group) => values.map(({ name }) => `${name} ${group}`)),
    ...others.flatMap((group) => values.map(({ name }) => `gap ${name} ${group}`)),
    ...others.flatMap((group) => pairs.map(({ name }) => `${name} ${group}`)),
  ];
  const inBins = coarse.some(({ scores }, index) => scores.length < of(names[index] ?? '').scores.length);
  const note = inBins ? ` over ${RESAMPLED_BINS} bins of scores` : '';
  return new Map(
    keys.map((key, index) => {
      const { low, high, interval } = intervals[index] ?? noInterval('not resampled');
      return [key, { low, high, interval: low === null ? interval : `${interval}${note}` }];
    }),
  );
}

/** By scores, not by name, so that other names of the groups draw the same replicates. */
function byContent(names: readonly string[], of: (name: string) => ScoreDistribution): string[] {
  const keys = new Map(
    names.map((name) => {
      const { scores, positives, negatives } = of(name);
      return [name, sha256Hex(`${scores.join(' ')} ${positives.join(' ')} ${negatives.join(' ')}`)];
    }),
  );
  return [...names].sort((one, other) => ((keys.get(one) ?? '') < (keys.get(other) ?? '') ? -1 : 1));
}

/** The drawn cells as distributions over the same scores, without copying. */
function cut(drawn: Float64Array, coarse: readonly ScoreDistribution[]): ScoreDistribution[] {
  let from = 0;
  return coarse.map(({ scores }) => {
    const positives = drawn.subarray(from, from + scores.length);
    const negatives = drawn.subarray(from + scores.length, from + 2 * scores.length);
    from += 2 * scores.length;
    return { scores, positives, negatives, unlabelled: NONE };
  });
}

const NONE = new Float64Array(0);
