import { calibrationFit } from '../calibration-fit.ts';
import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';

export const calibrationSlope: MeasureOf<'group-scores'> = defineMeasure<'group-scores'>({
  kind: 'group-scores',
  meta: {
    id: 'calibration-slope',
    title: 'Calibration slope',
    answers: 'Are scores too far from, or too near, the middle?',
    source: { work: 'Cox 1958, Biometrika 45(3/4)' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Needs scores strictly between 0 and 1.',
    ],
    formula: 'logit P(y = 1) = intercept + slope logit s, by maximum likelihood; slope of it',
    undefinedWhen: ['no_labels', 'one_class', 'score_at_zero_or_one', 'separated'],
    unit: 'slope',
    parity: null,
  },
  measure: (scores) => {
    const fit = calibrationFit(scores);
    return typeof fit === 'string' ? missing(fit) : { value: fit.slope };
  },
});
