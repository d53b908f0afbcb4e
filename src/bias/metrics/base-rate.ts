import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const baseRate: GroupMetric = defineGroupMetric({
  meta: {
    id: 'base-rate',
    title: 'Base rate',
    answers: 'Of the people whose outcome is known, what share had an adverse outcome?',
    source: { work: 'Chouldechova 2017', url: 'https://arxiv.org/abs/1610.07524' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Describes the people and their past treatment, not the decisions.',
    ],
    formula: '(tp + fn) / (tp + fp + fn + tn)',
    undefinedWhen: 'no_labels',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'none',
  },
  count: ({ tp, fp, fn, tn }) => ({
    numerator: tp + fn,
    denominator: tp + fp + fn + tn,
    emptyReason: 'no row has a known outcome',
  }),
});
