import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const adverseDecisionRate: GroupMetric = defineGroupMetric({
  meta: {
    id: 'adverse-decision-rate',
    title: 'Adverse decision rate',
    answers: 'Of all people decided on, what share got the adverse decision?',
    source: { work: '29 CFR 1607.4(D)', url: 'https://www.ecfr.gov/current/title-29/part-1607' },
    limits: ['The complement of the selection rate; its ratio between groups is another number than the impact ratio.'],
    formula: '(n - favourable) / n',
    undefinedWhen: 'no_rows',
    unit: 'share',
    basis: 'decisions',
    comparison: 'none',
  },
  count: ({ favourable, n }) => ({
    numerator: n - favourable,
    denominator: n,
    emptyReason: 'the group has no rows',
  }),
});
