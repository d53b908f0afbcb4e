import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const falseOmissionRate: GroupMetric = defineGroupMetric({
  meta: {
    id: 'false-omission-rate',
    title: 'False omission rate',
    answers: 'Of the favourable decisions whose outcome is known, what share met an adverse outcome?',
    source: { work: 'Chouldechova 2017', url: 'https://arxiv.org/abs/1610.07524' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Moves with the base rate of a group.',
    ],
    formula: 'fn / (fn + tn)',
    undefinedWhen: 'no_predicted_negatives',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'none',
  },
  count: ({ fn, tn }) => ({
    numerator: fn,
    denominator: fn + tn,
    emptyReason: 'no favourable decision has a known outcome',
  }),
});
