import type { MeasureRecord } from '../core/measures.ts';
import { katz } from '../numeric/katz.ts';
import { newcombe } from '../numeric/newcombe.ts';
import { oddsRatio } from '../numeric/odds-ratio.ts';
import type { Proportion } from '../numeric/proportion.ts';
import { wilson } from '../numeric/wilson.ts';
import type { GroupCounts } from './define-group-metric.ts';
import { type FurtherContext, selection } from './further-spec.ts';
import { measuresOf } from './group-metrics.ts';
import { countsOf, type GroupVector, KINDS } from './group-vectors.ts';
import { gapOf, noInterval, numberOf, recordOf } from './measure-record.ts';
import { bootstrap, type ResampledInterval } from './resample.ts';

/** Pairs and shares that have an interval by a formula; all other measures are resampled. */
const CLOSED = new Set([
  'representation',
  'adverseDecisionRatio',
  'classImbalance',
  'selectionOddsRatio',
  'selectionShortfall',
]);

const values = measuresOf('group-counts');
const shares = measuresOf('group-in-all');
const pairs = measuresOf('pair-counts');
const resampledShares = shares.filter(({ name }) => !CLOSED.has(name));
const resampledPairs = pairs.filter(({ name }) => !CLOSED.has(name));

/** Measures of one group, gaps to the reference, measures of pairs and of a group within all, with their intervals. */
export function measureCounts(context: FurtherContext): MeasureRecord[] {
  const { groups, reference, prng, replicates, confidence } = context;
  const referenceAt = groups.indexOf(reference);
  const order = byContent(groups).map((vector) => groups.indexOf(vector));
  const cells = Float64Array.from(order.flatMap((at) => [...(groups[at]?.rows ?? [])]));
  const countsIn = weigher(groups, order);
  const intervals = bootstrap(cells, (drawn) => statisticsOf(countsIn(drawn), referenceAt), {
    ...{ prng, replicates, confidence },
  });
  const found = new Map(keysOf(groups.length, referenceAt).map((key, index) => [key, intervals[index]]));
  const observed = groups.map(({ weights }) => countsOf(weights));
  return groups.flatMap((_, at) => recordsOf(at, observed, context, found));
}

/** Every resampled number, in the order of its key. */
function statisticsOf(counts: readonly GroupCounts[], referenceAt: number): number[] {
  const all = sumOf(counts);
  const reference = counts[referenceAt] ?? NOBODY;
  const there = values.map(({ measure }) => numberOf(measure(reference)));
  const found: number[] = [];
  counts.forEach((group, at) => {
    const isReference = at === referenceAt;
    for (let i = 0; i < values.length; i += 1) {
      const value = isReference
        ? (there[i] as number)
        : numberOf((values[i] as (typeof values)[number]).measure(group));
      found.push(value);
      if (!isReference) found.push(value - (there[i] as number));
    }
    for (const { measure } of resampledShares) found.push(numberOf(measure(group, all)));
    if (isReference) return;
    for (const { measure } of resampledPairs) found.push(numberOf(measure(group, reference)));
  });
  return found;
}

function keysOf(groups: number, referenceAt: number): string[] {
  return Array.from({ length: groups }, (_, at) => at).flatMap((at) => {
    const isReference = at === referenceAt;
    return [
      ...values.flatMap(({ name }) => (isReference ? [`${name} ${at}`] : [`${name} ${at}`, `gap ${name} ${at}`])),
      ...resampledShares.map(({ name }) => `${name} ${at}`),
      ...(isReference ? [] : resampledPairs.map(({ name }) => `${name} ${at}`)),
    ];
  });
}

function recordsOf(
  at: number,
  observed: readonly GroupCounts[],
  { groups, reference, z }: FurtherContext,
  intervals: ReadonlyMap<string, ResampledInterval | undefined>,
): MeasureRecord[] {
  const vector = groups[at] ?? reference;
  const { group } = vector;
  const [here, there] = [observed[at] ?? NOBODY, observed[groups.indexOf(reference)] ?? NOBODY];
  const of = (key: string): ResampledInterval =>
    intervals.get(`${key} ${at}`) ?? closedInterval(key, selection(vector), selection(reference), { z, rows: groups });
  const place = { group, reference: null, form: 'value' } as const;
  const own = [
    ...values.map(({ name, measure }) => recordOf({ metric: name, ...place }, measure(here), of(name))),
    ...shares.map(({ name, measure }) =>
      recordOf({ metric: name, ...place }, measure(here, sumOf(observed)), of(name)),
    ),
  ];
  if (vector === reference) return own;
  const against = { group, reference: reference.group };
  return [
    ...own,
    ...values.map(({ name, measure }) =>
      recordOf({ metric: name, ...against, form: 'gap' }, gapOf(measure(here), measure(there)), of(`gap ${name}`)),
    ),
    ...pairs.map(({ name, measure }) =>
      recordOf({ metric: name, ...against, form: 'value' }, measure(here, there), of(name)),
    ),
  ];
}

/** The interval by formula of a measure that needs no resampling. */
function closedInterval(
  name: string,
  one: Proportion,
  two: Proportion,
  { z, rows }: { z: number; rows: readonly GroupVector[] },
): ResampledInterval {
  if (name === 'representation' && one.n > 0) {
    const n = rows.reduce((sum, vector) => sum + selection(vector).n, 0);
    return { ...wilson({ x: one.n, n }, z), interval: 'Wilson' };
  }
  if (one.n === 0 || two.n === 0) return noInterval('there is no estimate');
  const turned = ({ x, n }: Proportion): Proportion => ({ x: n - x, n });
  if (name === 'adverseDecisionRatio') {
    const { low, high } = katz(turned(one), turned(two), z);
    return { low, high, interval: 'Katz' };
  }
  if (name === 'selectionOddsRatio') {
    const { low, high } = oddsRatio(one, two, z);
    return { low, high, interval: 'Woolf' };
  }
  if (name === 'selectionShortfall') {
    const { low, high } = newcombe(two, one, z);
    return { low: Math.max(0, one.n * low), high: Math.max(0, one.n * high), interval: 'Newcombe, in people' };
  }
  return noInterval('a count of rows, not an estimate');
}

const NOBODY: GroupCounts = { n: 0, favourable: 0, tp: 0, fp: 0, fn: 0, tn: 0 };

export function sumOf(groups: readonly GroupCounts[]): GroupCounts {
  const sum = { n: 0, favourable: 0, tp: 0, fp: 0, fn: 0, tn: 0 };
  for (const { n, favourable, tp, fp, fn, tn } of groups) {
    sum.n += n;
    sum.favourable += favourable;
    sum.tp += tp;
    sum.fp += fp;
    sum.fn += fn;
    sum.tn += tn;
  }
  return sum;
}

/** By counts, not by name, so that other names of the groups draw the same replicates. */
export function byContent(groups: readonly GroupVector[]): GroupVector[] {
  const keys = new Map(groups.map((vector) => [vector, `${vector.rows.join(' ')} ${vector.weights.join(' ')}`]));
  return [...groups].sort((one, other) => ((keys.get(one) ?? '') < (keys.get(other) ?? '') ? -1 : 1));
}

/** From drawn rows to counts by group: each drawn row has the mean weight of its cell. */
function weigher(groups: readonly GroupVector[], order: readonly number[]): (drawn: Float64Array) => GroupCounts[] {
  const factors = Float64Array.from(
    order.flatMap((at) =>
      [...(groups[at]?.rows ?? [])].map((n, kind) => (n > 0 ? (groups[at]?.weights[kind] ?? 0) / n : 0)),
    ),
  );
  const weighted = new Float64Array(factors.length);
  return (drawn) => {
    for (let i = 0; i < factors.length; i += 1) weighted[i] = (drawn[i] ?? 0) * (factors[i] ?? 0);
    const counts: GroupCounts[] = [];
    order.forEach((at, place) => {
      counts[at] = countsOf(weighted, place * KINDS);
    });
    return counts;
  };
}
