import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const falseNegativeRate: GroupMetric = defineGroupMetric({
  meta: {
    id: 'false-negative-rate',
    title: 'False negative rate',
    answers: 'Of the people whose known outcome was adverse, what share got the favourable decision?',
    source: { work: 'Hardt, Price and Srebro 2016', url: 'https://arxiv.org/abs/1610.02413' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Is 1 minus the true positive rate, on which the groups are compared.',
    ],
    formula: 'fn / (tp + fn)',
    undefinedWhen: 'no_positive_labels',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'none',
  },
  count: ({ tp, fn }) => ({ numerator: fn, denominator: tp + fn, emptyReason: 'no row has a known adverse outcome' }),
});
