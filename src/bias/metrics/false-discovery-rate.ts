import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const falseDiscoveryRate: GroupMetric = defineGroupMetric({
  meta: {
    id: 'false-discovery-rate',
    title: 'False discovery rate',
    answers: 'Of the adverse decisions whose outcome is known, what share met a favourable outcome?',
    source: { work: 'Chouldechova 2017', url: 'https://arxiv.org/abs/1610.07524' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Moves with the base rate of a group.',
    ],
    formula: 'fp / (tp + fp)',
    undefinedWhen: 'no_predicted_positives',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'none',
  },
  count: ({ tp, fp }) => ({
    numerator: fp,
    denominator: tp + fp,
    emptyReason: 'no adverse decision has a known outcome',
  }),
});
