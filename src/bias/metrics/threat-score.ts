import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const threatScore: GroupMetric = defineGroupMetric({
  meta: {
    id: 'threat-score',
    title: 'Threat score',
    answers: 'Of the people with an adverse decision or outcome, what share had both?',
    source: { work: 'ISO/IEC TS 4213:2022' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Leaves true negatives out.',
    ],
    formula: 'tp / (tp + fp + fn)',
    undefinedWhen: 'no_positives_at_all',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'none',
  },
  count: ({ tp, fp, fn }) => ({
    numerator: tp,
    denominator: tp + fp + fn,
    emptyReason: 'no row has an adverse decision or a known adverse outcome',
  }),
});
