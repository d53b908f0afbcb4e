import { auc as area } from '../../numeric/auc.ts';
import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';
import { sum } from '../score-distribution.ts';

export const auc: MeasureOf<'group-scores'> = defineMeasure<'group-scores'>({
  kind: 'group-scores',
  meta: {
    id: 'auc',
    title: 'Area under the ROC curve',
    answers: 'Of two people of a group with different outcomes, how often has the adverse one the higher score?',
    source: { work: 'DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44(3)' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Looks at order alone, not at whether scores are right.',
    ],
    formula: '[#(s+ > s-) + #(s+ = s-) / 2] / (P N)',
    undefinedWhen: ['one_class', 'no_labels'],
    unit: 'share',
    parity: null,
  },
  measure: (scores) => {
    const found = area(scores);
    return found === null
      ? missing(sum(scores.positives) + sum(scores.negatives) === 0 ? 'no_labels' : 'one_class')
      : { value: found.value };
  },
});
