import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const falsePositiveRate: GroupMetric = defineGroupMetric({
  meta: {
    id: 'false-positive-rate',
    title: 'False positive rate',
    answers: 'Of the people whose known outcome was favourable, what share got the adverse decision?',
    source: { work: 'Hardt, Price and Srebro 2016', url: 'https://arxiv.org/abs/1610.02413' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Differs between groups of different base rates even under one rule for all.',
    ],
    formula: 'fp / (fp + tn)',
    undefinedWhen: 'no_negative_labels',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'test',
  },
  count: ({ fp, tn }) => ({
    numerator: fp,
    denominator: fp + tn,
    emptyReason: 'no row has a known favourable outcome',
  }),
});
