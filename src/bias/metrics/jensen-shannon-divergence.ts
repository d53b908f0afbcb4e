import { jensenShannon } from '../../numeric/divergence.ts';
import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';
import { referenceBins, rowsOf } from '../score-distribution.ts';

export const jensenShannonDivergence: MeasureOf<'pair-scores'> = defineMeasure<'pair-scores'>({
  kind: 'pair-scores',
  meta: {
    id: 'jensen-shannon-divergence',
    title: 'Jensen-Shannon divergence of scores',
    answers: 'How far do the scores of two groups differ over bins?',
    source: { work: 'Lin 1991, IEEE Transactions on Information Theory 37(1)' },
    limits: ['Never below 0.', 'Sees nothing within a bin.'],
    formula:
      '(KL(p, m) + KL(q, m)) / 2 in nats, m = (p + q) / 2, over bins cut at the deciles of the reference; 0 ln 0 = 0',
    undefinedWhen: ['no_scores'],
    unit: 'nats',
    parity: 0,
  },
  measure: (group, reference) => {
    const [n, m] = [rowsOf(group), rowsOf(reference)];
    if (n === 0 || m === 0) return missing('no_scores');
    const bins = referenceBins(group, reference, 10);
    return {
      value: jensenShannon(
        bins.group.map((count) => count / n),
        bins.reference.map((count) => count / m),
      ),
    };
  },
});
