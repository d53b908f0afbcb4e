import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const falsePositiveShare: GroupMetric = defineGroupMetric({
  meta: {
    id: 'false-positive-share',
    title: 'Share of false positives among errors',
    answers: 'Of the decisions that differ from the known outcome, what share were adverse?',
    source: {
      work: 'Berk et al. 2018, Fairness in criminal justice risk assessments',
      url: 'https://arxiv.org/abs/1703.09207',
    },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Says nothing of how many errors there are.',
    ],
    formula: 'fp / (fp + fn)',
    undefinedWhen: 'no_errors',
    unit: 'share',
    basis: 'outcomes',
    comparison: 'none',
  },
  count: ({ fp, fn }) => ({
    numerator: fp,
    denominator: fp + fn,
    emptyReason: 'no decision differs from the known outcome',
  }),
});
