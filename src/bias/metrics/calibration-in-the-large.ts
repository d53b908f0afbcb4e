import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { shareOf } from '../measured.ts';
import { sum } from '../score-distribution.ts';

export const calibrationInTheLarge: MeasureOf<'group-scores'> = defineMeasure<'group-scores'>({
  kind: 'group-scores',
  meta: {
    id: 'calibration-in-the-large',
    title: 'Calibration in the large',
    answers: 'On average, by how much do scores exceed the share of adverse outcomes?',
    source: { work: 'Cox 1958, Biometrika 45(3/4)' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Errors of opposite sign cancel.',
    ],
    formula: 'mean s - mean y',
    undefinedWhen: ['no_labels'],
    unit: 'gap',
    parity: null,
  },
  measure: ({ scores, positives, negatives }) => {
    let total = 0;
    scores.forEach((score, at) => {
      total += score * ((positives[at] ?? 0) + (negatives[at] ?? 0)) - (positives[at] ?? 0);
    });
    return shareOf(total, sum(positives) + sum(negatives), 'no_labels');
  },
});
