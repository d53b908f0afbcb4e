import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const positivePredictiveValue: GroupMetric = defineGroupMetric({
  meta: {
    id: 'positive-predictive-value',
    title: 'Positive predictive value',
    answers: 'Of the people with an adverse decision and a known outcome, what share had an adverse outcome?',
    source: { work: 'Chouldechova 2017', url: 'https://arxiv.org/abs/1610.07524' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Differs between groups of different base rates even under equal error rates.',
    ],
    formula: 'tp / (tp + fp)',
    undefinedWhen: 'no_predicted_positives',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'test',
  },
  count: ({ tp, fp }) => ({
    numerator: tp,
    denominator: tp + fp,
    emptyReason: 'no row with a known outcome has an adverse decision',
  }),
});
