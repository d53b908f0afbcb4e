import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const accuracy: GroupMetric = defineGroupMetric({
  meta: {
    id: 'accuracy',
    title: 'Accuracy',
    answers: 'Of the people whose outcome is known, for what share did decision and outcome agree?',
    source: { work: 'ISO/IEC TS 4213:2022' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Weighs both kinds of error alike, and is high wherever one outcome is rare.',
    ],
    formula: '(tp + tn) / (tp + fp + fn + tn)',
    undefinedWhen: 'no_labels',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'none',
  },
  count: ({ tp, fp, fn, tn }) => ({
    numerator: tp + tn,
    denominator: tp + fp + fn + tn,
    emptyReason: 'no row has a known outcome',
  }),
});
