import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';

export const demographicDisparity: MeasureOf<'group-in-all'> = defineMeasure<'group-in-all'>({
  kind: 'group-in-all',
  meta: {
    id: 'demographic-disparity',
    title: 'Demographic disparity',
    answers: 'By how much does a group\u2019s share of the people turned away exceed its share of those selected?',
    source: {
      work: 'Wachter, Mittelstadt and Russell 2021, Why fairness cannot be automated',
      url: 'https://arxiv.org/abs/2005.05906',
    },
    limits: ['Takes no account of what sets groups apart; see its conditional form.'],
    formula: '(n_g - x_g) / (n - x) - x_g / x',
    undefinedWhen: ['no_selections', 'all_selected'],
    unit: 'gap',
    parity: 0,
  },
  measure: (group, all) => {
    if (all.favourable === 0) return missing('no_selections');
    if (all.favourable === all.n) return missing('all_selected');
    return { value: (group.n - group.favourable) / (all.n - all.favourable) - group.favourable / all.favourable };
  },
});
