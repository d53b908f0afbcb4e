import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';
import { areaBetween, rocCurve } from '../roc-curve.ts';

export const abroca: MeasureOf<'pair-scores'> = defineMeasure<'pair-scores'>({
  kind: 'pair-scores',
  meta: {
    id: 'abroca',
    title: 'Area between the ROC curves',
    answers: 'How far apart do the ROC curves of two groups run?',
    source: { work: 'Gardner, Brooks and Baker 2019, Evaluating the fairness of predictive student models, LAK' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Never below 0, so its interval is biased away from 0.',
      'Not the difference of the two areas, which is 0 where curves cross evenly.',
    ],
    formula: 'integral over FPR from 0 to 1 of |ROC_g - ROC_r|',
    undefinedWhen: ['one_class'],
    unit: 'share',
    parity: 0,
  },
  measure: (group, reference) => {
    const curves = [group, reference].map(rocCurve);
    const [one, two] = curves;
    if (one === null || one === undefined || two === null || two === undefined) return missing('one_class');
    return { value: areaBetween(one, two) };
  },
});
