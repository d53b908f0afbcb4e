import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { ratioOf } from '../measured.ts';

export const treatmentEquality: MeasureOf<'group-counts'> = defineMeasure<'group-counts'>({
  kind: 'group-counts',
  meta: {
    id: 'treatment-equality',
    title: 'False negatives per false positive',
    answers: 'For each person wrongly turned away, how many were wrongly approved?',
    source: {
      work: 'Berk et al. 2018, Fairness in criminal justice risk assessments',
      url: 'https://arxiv.org/abs/1703.09207',
    },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Infinite where there is no false positive; see the share of false positives among errors.',
    ],
    formula: 'fn / fp',
    undefinedWhen: ['reference_rate_zero', 'both_rates_zero'],
    unit: 'ratio',
    parity: null,
  },
  measure: ({ fn, fp }) => ratioOf(fn, fp),
});
