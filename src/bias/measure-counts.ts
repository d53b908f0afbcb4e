import type { MeasureRecord } from '../core/measures.ts';
import type { GroupCounts } from './define-group-metric.ts';
import type { FurtherContext } from './further-spec.ts';
import { measuresOf } from './group-metrics.ts';
import { countsOf, type GroupVector, KINDS } from './group-vectors.ts';
import { gapOf, noInterval, numberOf, recordOf } from './measure-record.ts';
import type { Measured } from './measured.ts';
import { bootstrap } from './resample.ts';

/** One number to be given, and how it follows from the counts of all groups, in the order of the context. */
interface Target {
  place: Pick<MeasureRecord, 'metric' | 'group' | 'reference' | 'form'>;
  measure: (counts: readonly GroupCounts[], all: GroupCounts) => Measured;
}

/** Measures of one group, gaps to the reference, measures of pairs and of a group within all, with BCa intervals. */
export function measureCounts(context: FurtherContext): MeasureRecord[] {
  const { groups, prng, replicates, confidence } = context;
  const targets = groups.flatMap((vector, at) => targetsOf(vector, at, context));
  const order = resamplingOrder(groups);
  const cells = Float64Array.from(order.flatMap((at) => [...(groups[at]?.rows ?? [])]));
  const countsIn = weigher(groups, order);
  const intervals = bootstrap(
    cells,
    (drawn) => {
      const counts = countsIn(drawn);
      const all = sumOf(counts);
      return targets.map(({ measure }) => numberOf(measure(counts, all)));
    },
    { prng, replicates, confidence },
  );
  const observed = groups.map(({ weights }) => countsOf(weights));
  return targets.map(({ place, measure }, index) =>
    recordOf(place, measure(observed, sumOf(observed)), intervals[index] ?? noInterval('not resampled')),
  );
}

function targetsOf({ group }: GroupVector, at: number, { reference, groups }: FurtherContext): Target[] {
  const referenceAt = groups.indexOf(reference);
  const place = { group, reference: null, form: 'value' } as const;
  const against = { group, reference: reference.group };
  const of = (counts: readonly GroupCounts[], index: number): GroupCounts => counts[index] ?? NOBODY;
  const values = measuresOf('group-counts').map(
    ({ name, measure }): Target => ({
      place: { metric: name, ...place },
      measure: (counts) => measure(of(counts, at)),
    }),
  );
  const shares = measuresOf('group-in-all').map(
    ({ name, measure }): Target => ({
      place: { metric: name, ...place },
      measure: (counts, all) => measure(of(counts, at), all),
    }),
  );
  if (at === referenceAt) return [...values, ...shares];
  const gaps = measuresOf('group-counts').map(
    ({ name, measure }): Target => ({
      place: { metric: name, ...against, form: 'gap' },
      measure: (counts) => gapOf(measure(of(counts, at)), measure(of(counts, referenceAt))),
    }),
  );
  const pairs = measuresOf('pair-counts').map(
    ({ name, measure }): Target => ({
      place: { metric: name, ...against, form: 'value' },
      measure: (counts) => measure(of(counts, at), of(counts, referenceAt)),
    }),
  );
  return [...values, ...shares, ...gaps, ...pairs];
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
function resamplingOrder(groups: readonly GroupVector[]): number[] {
  const keys = groups.map(({ rows, weights }) => `${rows.join(' ')} ${weights.join(' ')}`);
  return [...groups.keys()].sort((one, other) => ((keys[one] ?? '') < (keys[other] ?? '') ? -1 : 1));
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
