import type { DriftRecord } from '../core/audit-record.ts';
import type { ValueCounts } from '../core/value-counts.ts';
import { chiSquareSurvival } from '../numeric/chi-square.ts';
import { jensenShannon, stabilityIndex } from '../numeric/divergence.ts';
import { fisherExact } from '../numeric/fisher-exact.ts';
import { kolmogorovP } from '../numeric/kolmogorov.ts';
import { pooledZ, smallestExpectedCount } from '../numeric/pooled-z.ts';
import type { Proportion } from '../numeric/proportion.ts';
import { type Reason, reasons } from './reasons.ts';

type DriftMeasure = DriftRecord['measures'][number];

/** Counts by category, in the training data and in the decision slice. */
export interface CategoryCounts {
  training: readonly number[];
  decisions: readonly number[];
}

const DECILES = 10;

/**
 * How far shares of categories moved from the training data to the decision slice.
 *
 *     PSI = sum (d - t) ln(d / t), 1/2 added to every count where one is empty;   PSI / (1/n + 1/m) ~ chi-square
 *     JS  = half the divergences from their mean, in nats;                        8 JS / (1/n + 1/m) ~ chi-square
 *
 * Both p-values are asymptotic, with one degree of freedom less than there are categories.
 * @see Yurdakul & Naranjo 2020, Journal of Risk Model Validation 14(4); Lin 1991
 */
export function driftOfShares({ training, decisions }: CategoryCounts): {
  measures: DriftMeasure[];
  categories: number;
} {
  const held = training.map((_, at) => at).filter((at) => (training[at] ?? 0) + (decisions[at] ?? 0) > 0);
  const [before, after] = [held.map((at) => training[at] ?? 0), held.map((at) => decisions[at] ?? 0)];
  const [n, m] = [sum(before), sum(after)];
  const categories = held.length;
  if (n === 0 || m === 0)
    return { measures: [none('populationStabilityIndex'), none('jensenShannonDivergence')], categories };
  const index = stabilityIndex(after, before);
  const divergence = jensenShannon(shares(after), shares(before));
  const p = (statistic: number): number | null =>
    categories < 2 ? null : chiSquareSurvival(statistic / (1 / n + 1 / m), categories - 1);
  return {
    measures: [
      { metric: 'populationStabilityIndex', value: index, p: p(index) },
      { metric: 'jensenShannonDivergence', value: divergence, p: p(8 * divergence) },
    ],
    categories,
  };
}

/**
 * How far the values of a number moved: shares of ten bins cut at the deciles of the training data, or of each value where
 * there are ten or fewer, rows without a number being one more bin; and the largest distance of the two distribution functions.
 * @see Smirnov 1948; Stephens 1970
 */
export function driftOfValues(counts: ValueCounts): DriftRecord {
  const bins = decileBins(counts.values);
  const { missing } = counts;
  const isMissing = missing.training + missing.decisions > 0;
  const shared = driftOfShares({
    training: isMissing ? [...bins.training, missing.training] : bins.training,
    decisions: isMissing ? [...bins.decisions, missing.decisions] : bins.decisions,
  });
  return { what: counts.name, ...shared, measures: [...shared.measures, kolmogorovSmirnov(counts.values)] };
}

/** The bin of a value is floor(10 * training rows below it / training rows); values above all of those join the last. */
function decileBins(values: ValueCounts['values']): CategoryCounts {
  if (values.length <= DECILES) {
    return { training: values.map((each) => each.training), decisions: values.map((each) => each.decisions) };
  }
  const n = sum(values.map(({ training }) => training));
  const bins = new Map<number, [training: number, decisions: number]>();
  let below = 0;
  let place = 0;
  for (const { training, decisions } of values) {
    if (below < n) place = Math.floor((DECILES * below) / n);
    const [before, after] = bins.get(place) ?? [0, 0];
    bins.set(place, [before + training, after + decisions]);
    below += training;
  }
  const counts = [...bins.values()];
  return { training: counts.map(([training]) => training), decisions: counts.map(([, decisions]) => decisions) };
}

function kolmogorovSmirnov(values: ValueCounts['values']): DriftMeasure {
  const n = sum(values.map(({ training }) => training));
  const m = sum(values.map(({ decisions }) => decisions));
  if (n === 0 || m === 0) return none('kolmogorovSmirnov');
  let [before, after, distance] = [0, 0, 0];
  for (const { training, decisions } of values) {
    before += training;
    after += decisions;
    distance = Math.max(distance, Math.abs(before / n - after / m));
  }
  return { metric: 'kolmogorovSmirnov', value: distance, p: kolmogorovP(distance, n, m) };
}

/** The share of favourable labels in the decision slice less that in the training data, tested like any two rates. */
export function driftOfLabels(training: Proportion, decisions: Proportion): DriftRecord {
  const isEmpty = training.n === 0 || decisions.n === 0;
  const test = (): number =>
    smallestExpectedCount(training, decisions) < 5 ? fisherExact(decisions, training) : pooledZ(decisions, training).p;
  const measure = isEmpty
    ? none('labelRateDifference', 'no_labels')
    : { metric: 'labelRateDifference', value: decisions.x / decisions.n - training.x / training.n, p: test() };
  return { what: 'label', measures: [measure], categories: 2 };
}

function none(metric: string, reason: Reason = 'no_rows'): DriftMeasure {
  return { metric, value: null, reason, because: reasons[reason], p: null };
}

function shares(counts: readonly number[]): number[] {
  const total = sum(counts);
  return counts.map((count) => count / total);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
