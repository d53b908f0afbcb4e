import type { MeasureRecord } from '../core/measures.ts';
import { drawHypergeometric } from '../numeric/hypergeometric-draw.ts';
import type { GroupCounts } from './define-group-metric.ts';
import { type FurtherContext, isWeighted } from './further-spec.ts';
import { measuresOf } from './group-metrics.ts';
import { countsOf, type GroupVector } from './group-vectors.ts';
import { numberOf } from './measure-record.ts';

/** Maxima and means of absolute gaps, never below 0: their intervals are biased, so that they get a null distribution. */
const folded = measuresOf('pair-counts').filter(({ name }) =>
  ['equalizedOddsGap', 'equalizedOddsMeanGap'].includes(name),
);

/**
 * The permutation null of folded gaps: within each outcome, decisions are dealt out to the two groups by chance.
 *
 * @returns p and its name by metric; nothing for a metric without a value, or with weights
 */
export function oddsPermutation(
  vector: GroupVector,
  { reference, prng, replicates }: Pick<FurtherContext, 'reference' | 'prng' | 'replicates'>,
): Map<string, Pick<MeasureRecord, 'p' | 'test'>> {
  const [one, two] = [countsOf(vector.rows), countsOf(reference.rows)];
  const observed = folded.map(({ measure }) => numberOf(measure(one, two)));
  if (observed.some(Number.isNaN) || replicates === 0 || isWeighted([vector, reference])) return new Map();
  const extreme = folded.map(() => 0);
  const [positives, negatives] = [one.tp + one.fn, one.fp + one.tn];
  const all = { tp: one.tp + two.tp, fn: one.fn + two.fn, fp: one.fp + two.fp, tn: one.tn + two.tn };
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const tp = drawHypergeometric(prng, all.tp + all.fn, all.tp, positives);
    const fp = drawHypergeometric(prng, all.fp + all.tn, all.fp, negatives);
    const dealt: GroupCounts = { ...one, tp, fn: positives - tp, fp, tn: negatives - fp };
    const rest: GroupCounts = {
      ...two,
      tp: all.tp - tp,
      fn: all.fn - dealt.fn,
      fp: all.fp - fp,
      tn: all.tn - dealt.tn,
    };
    folded.forEach(({ measure }, index) => {
      const isAsFar = numberOf(measure(dealt, rest)) >= (observed[index] ?? 0) * (1 - 1e-12);
      if (isAsFar) extreme[index] = (extreme[index] ?? 0) + 1;
    });
  }
  const test = `permutation null within outcomes, ${replicates} draws`;
  return new Map(folded.map(({ name }, index) => [name, { p: (1 + (extreme[index] ?? 0)) / (1 + replicates), test }]));
}
