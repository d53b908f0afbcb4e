import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { shareOf } from '../measured.ts';

export const conditionalAcceptance: MeasureOf<'group-counts'> = defineMeasure<'group-counts'>({
  kind: 'group-counts',
  meta: {
    id: 'conditional-acceptance',
    title: 'Favourable outcomes per favourable decision',
    answers: 'For each person approved, how many did well, whether approved or not?',
    source: {
      work: 'Das et al. 2021, Fairness measures for machine learning in finance, Journal of Financial Data Science',
    },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Above 1 where fewer are approved than do well.',
    ],
    formula: '(fp + tn) / (fn + tn)',
    undefinedWhen: ['no_predicted_negatives'],
    unit: 'ratio',
    parity: null,
  },
  measure: ({ fp, fn, tn }) => shareOf(fp + tn, fn + tn, 'no_predicted_negatives'),
});
