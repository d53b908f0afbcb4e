import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { shareOf } from '../measured.ts';

export const classImbalance: MeasureOf<'pair-counts'> = defineMeasure<'pair-counts'>({
  kind: 'pair-counts',
  meta: {
    id: 'class-imbalance',
    title: 'Imbalance of group sizes',
    answers: 'How much smaller or larger than the reference group is a group?',
    source: {
      work: 'Das et al. 2021, Fairness measures for machine learning in finance, Journal of Financial Data Science',
    },
    limits: ['Says nothing of decisions.'],
    formula: '(n_g - n_r) / (n_g + n_r)',
    undefinedWhen: ['no_rows'],
    unit: 'gap',
    parity: 0,
  },
  measure: (group, reference) => shareOf(group.n - reference.n, group.n + reference.n, 'no_rows'),
});
