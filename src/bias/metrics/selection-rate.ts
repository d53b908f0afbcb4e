import { defineGroupMetric, type GroupMetric } from '../define-group-metric.ts';

export const selectionRate: GroupMetric = defineGroupMetric({
  meta: {
    id: 'selection-rate',
    title: 'Selection rate',
    answers: 'Of all people decided on, what share got the favourable decision?',
    source: { work: '29 CFR 1607.16(R)', url: 'https://www.ecfr.gov/current/title-29/part-1607' },
    limits: ['Takes no account of what sets the people of two groups apart beside the group.'],
    formula: 'favourable / n',
    undefinedWhen: 'no_rows',
    unit: 'share',
    basis: 'decisions',
    comparison: 'impact-ratio',
  },
  count: ({ favourable, n }) => ({ numerator: favourable, denominator: n, emptyReason: 'the group has no rows' }),
});
