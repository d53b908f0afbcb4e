import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const errorRate: GroupMetric = defineGroupMetric({
  meta: {
    id: 'error-rate',
    title: 'Error rate',
    answers: 'Of the people whose outcome is known, for what share did decision and outcome differ?',
    source: { work: 'ISO/IEC TS 4213:2022' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Weighs both kinds of error alike.',
    ],
    formula: '(fp + fn) / (tp + fp + fn + tn)',
    undefinedWhen: 'no_labels',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'none',
  },
  count: ({ tp, fp, fn, tn }) => ({
    numerator: fp + fn,
    denominator: tp + fp + fn + tn,
    emptyReason: 'no row has a known outcome',
  }),
});
