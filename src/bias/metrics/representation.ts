import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { shareOf } from '../measured.ts';

export const representation: MeasureOf<'group-in-all'> = defineMeasure<'group-in-all'>({
  kind: 'group-in-all',
  meta: {
    id: 'representation',
    title: 'Share of all rows',
    answers: 'What share of the rows belongs to a group?',
    source: {
      work: 'Das et al. 2021, Fairness measures for machine learning in finance, Journal of Financial Data Science',
    },
    limits: ['Needs a declared share of the population to be judged by.'],
    formula: 'n_g / n',
    undefinedWhen: ['no_rows'],
    unit: 'share',
    parity: null,
  },
  measure: (group, all) => shareOf(group.n, all.n, 'no_rows'),
});
