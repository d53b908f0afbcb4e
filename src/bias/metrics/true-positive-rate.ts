import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const truePositiveRate: GroupMetric = defineGroupMetric({
  meta: {
    id: 'true-positive-rate',
    title: 'True positive rate',
    answers: 'Of the people whose known outcome was adverse, what share got the adverse decision?',
    source: { work: 'Hardt, Price and Srebro 2016', url: 'https://arxiv.org/abs/1610.02413' },
    limits: ['Rests only on people whose outcome is known, and they may differ from the others.'],
    formula: 'tp / (tp + fn)',
    undefinedWhen: 'no_positive_labels',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'test',
  },
  count: ({ tp, fn }) => ({ numerator: tp, denominator: tp + fn, emptyReason: 'no row has a known adverse outcome' }),
});
