import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const trueNegativeRate: GroupMetric = defineGroupMetric({
  meta: {
    id: 'true-negative-rate',
    title: 'True negative rate',
    answers: 'Of the people whose known outcome was favourable, what share got the favourable decision?',
    source: { work: 'Hardt, Price and Srebro 2016', url: 'https://arxiv.org/abs/1610.02413' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Is 1 minus the false positive rate, on which the groups are compared.',
    ],
    formula: 'tn / (fp + tn)',
    undefinedWhen: 'no_negative_labels',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'none',
  },
  count: ({ fp, tn }) => ({
    numerator: tn,
    denominator: fp + tn,
    emptyReason: 'no row has a known favourable outcome',
  }),
});
