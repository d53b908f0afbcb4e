import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { shareOf } from '../measured.ts';

export const conditionalRejection: MeasureOf<'group-counts'> = defineMeasure<'group-counts'>({
  kind: 'group-counts',
  meta: {
    id: 'conditional-rejection',
    title: 'Adverse outcomes per adverse decision',
    answers: 'For each person turned away, how many did badly, whether turned away or not?',
    source: {
      work: 'Das et al. 2021, Fairness measures for machine learning in finance, Journal of Financial Data Science',
    },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Above 1 where fewer are turned away than do badly.',
    ],
    formula: '(tp + fn) / (tp + fp)',
    undefinedWhen: ['no_predicted_positives'],
    unit: 'ratio',
    parity: null,
  },
  measure: ({ tp, fp, fn }) => shareOf(tp + fn, tp + fp, 'no_predicted_positives'),
});
