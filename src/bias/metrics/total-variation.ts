import { totalVariationDistance } from '../../numeric/divergence.ts';
import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';
import { referenceBins, rowsOf } from '../score-distribution.ts';

export const totalVariation: MeasureOf<'pair-scores'> = defineMeasure<'pair-scores'>({
  kind: 'pair-scores',
  meta: {
    id: 'total-variation',
    title: 'Total variation of scores',
    answers: 'How far do the scores of two groups differ over bins?',
    source: { work: 'Lin 1991, IEEE Transactions on Information Theory 37(1)' },
    limits: ['Never below 0.', 'Sees nothing within a bin.'],
    formula: 'sum |p_b - q_b| / 2 over bins cut at the deciles of the reference',
    undefinedWhen: ['no_scores'],
    unit: 'share',
    parity: 0,
  },
  measure: (group, reference) => {
    const [n, m] = [rowsOf(group), rowsOf(reference)];
    if (n === 0 || m === 0) return missing('no_scores');
    const bins = referenceBins(group, reference, 10);
    return {
      value: totalVariationDistance(
        bins.group.map((count) => count / n),
        bins.reference.map((count) => count / m),
      ),
    };
  },
});
