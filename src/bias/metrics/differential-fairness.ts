import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';

export const differentialFairness: MeasureOf<'all-counts'> = defineMeasure<'all-counts'>({
  kind: 'all-counts',
  meta: {
    id: 'differential-fairness',
    title: 'Smoothed differential ratio',
    answers: 'At most, by what factor does the chance of either decision differ between two groups, in logarithms?',
    source: {
      work: 'Foulds et al. 2020, An intersectional definition of fairness',
      url: 'https://arxiv.org/abs/1807.08362',
    },
    limits: ['Smoothed by half a row of either decision, so that small groups do not decide it alone.'],
    formula: 'max over pairs and decisions of |ln((x_i + 1/2) / (n_i + 1)) - ln((x_j + 1/2) / (n_j + 1))|',
    undefinedWhen: ['one_group'],
    unit: 'nats',
    parity: 0,
  },
  measure: (groups) => {
    const present = groups.filter(({ n }) => n > 0);
    if (present.length < 2) return missing('one_group');
    const spread = (of: (group: (typeof present)[number]) => number): number => {
      const logs = present.map((group) => Math.log((of(group) + 0.5) / (group.n + 1)));
      return Math.max(...logs) - Math.min(...logs);
    };
    return {
      value: Math.max(
        spread(({ favourable }) => favourable),
        spread(({ favourable, n }) => n - favourable),
      ),
    };
  },
});
