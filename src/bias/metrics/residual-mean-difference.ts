import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing, shareOf } from '../measured.ts';
import { residuals } from '../residuals.ts';

export const residualMeanDifference: MeasureOf<'pair-scores'> = defineMeasure<'pair-scores'>({
  kind: 'pair-scores',
  meta: {
    id: 'residual-mean-difference',
    title: 'Standardised difference of residuals',
    answers: 'By how many standard deviations do the mean errors of the scores differ?',
    source: { work: 'Cohen 1988, Statistical power analysis, 2nd ed.' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Looks at means alone.',
    ],
    formula: '(mean e_g - mean e_r) / sd of all e, e = y - s, n degrees of freedom',
    undefinedWhen: ['no_labels', 'no_spread'],
    unit: 'deviations',
    parity: 0,
  },
  measure: (group, reference, all) => {
    const [one, two, whole] = [residuals(group), residuals(reference), residuals(all)];
    if (one.n === 0 || two.n === 0) return missing('no_labels');
    return shareOf(one.mean - two.mean, Math.sqrt(whole.squares / whole.n), 'no_spread');
  },
});
