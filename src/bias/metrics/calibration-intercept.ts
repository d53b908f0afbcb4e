import { logit } from '../../numeric/logistic.ts';
import { logisticFit } from '../../numeric/logistic-fit.ts';
import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';
import { sum } from '../score-distribution.ts';

export const calibrationIntercept: MeasureOf<'group-scores'> = defineMeasure<'group-scores'>({
  kind: 'group-scores',
  meta: {
    id: 'calibration-intercept',
    title: 'Calibration intercept',
    answers: 'Where scores say even odds, what odds of the adverse outcome are there, in logarithms?',
    source: { work: 'Cox 1958, Biometrika 45(3/4)' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Needs scores strictly between 0 and 1.',
    ],
    formula: 'logit P(y = 1) = intercept + slope logit s, by maximum likelihood; intercept of it',
    undefinedWhen: ['no_labels', 'one_class', 'score_at_zero_or_one', 'separated'],
    unit: 'slope',
    parity: null,
  },
  measure: ({ scores, positives, negatives }) => {
    const labelled = [...scores.keys()].filter((at) => (positives[at] ?? 0) + (negatives[at] ?? 0) > 0);
    if (labelled.length === 0) return missing('no_labels');
    if (sum(positives) === 0 || sum(negatives) === 0) return missing('one_class');
    const pick = (values: Float64Array): number[] => labelled.map((at) => values[at] ?? 0);
    const logits = pick(scores).map(logit);
    if (!logits.every(Number.isFinite)) return missing('score_at_zero_or_one');
    const fit = logisticFit(logits, pick(positives), pick(negatives));
    return fit === null ? missing('separated') : { value: fit.intercept };
  },
});
