import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const negativePredictiveValue: GroupMetric = defineGroupMetric({
  meta: {
    id: 'negative-predictive-value',
    title: 'Negative predictive value',
    answers: 'Of the people with a favourable decision and a known outcome, what share had a favourable outcome?',
    source: { work: 'Chouldechova 2017', url: 'https://arxiv.org/abs/1610.07524' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Differs between groups of different base rates even under equal error rates.',
    ],
    formula: 'tn / (fn + tn)',
    undefinedWhen: 'no_predicted_negatives',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'none',
  },
  count: ({ tn, fn }) => ({
    numerator: tn,
    denominator: tn + fn,
    emptyReason: 'no row with a known outcome has a favourable decision',
  }),
});
