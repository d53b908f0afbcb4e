import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';

export const conditionalDemographicDisparity: MeasureOf<'strata'> = defineMeasure<'strata'>({
  kind: 'strata',
  meta: {
    id: 'conditional-demographic-disparity',
    title: 'Conditional demographic disparity',
    answers:
      'Within strata, by how much does a group\u2019s share of the people turned away exceed its share of those selected?',
    source: {
      work: 'Wachter, Mittelstadt and Russell 2021, Why fairness cannot be automated',
      url: 'https://arxiv.org/abs/2005.05906',
    },
    limits: ['Rests on the declared strata: whatever they leave out still sets groups apart.'],
    formula: 'sum n_k DD_k / n, DD_k the demographic disparity of stratum k',
    undefinedWhen: ['no_strata', 'stratum_of_one_decision'],
    unit: 'gap',
    parity: 0,
  },
  measure: (strata) => {
    const present = strata.filter(({ all }) => all.n > 0);
    if (present.length === 0) return missing('no_strata');
    if (present.some(({ all }) => all.favourable === 0 || all.favourable === all.n))
      return missing('stratum_of_one_decision');
    const n = present.reduce((sum, { all }) => sum + all.n, 0);
    const value = present.reduce((sum, { group, all }) => {
      const rejected = (group.n - group.favourable) / (all.n - all.favourable);
      return sum + all.n * (rejected - group.favourable / all.favourable);
    }, 0);
    return { value: value / n };
  },
});
