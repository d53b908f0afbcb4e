import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { shareOf } from '../measured.ts';
import { sum } from '../score-distribution.ts';

export const brierUncertainty: MeasureOf<'group-scores'> = defineMeasure<'group-scores'>({
  kind: 'group-scores',
  meta: {
    id: 'brier-uncertainty',
    title: 'Uncertainty of outcomes',
    answers: 'How various are the outcomes themselves?',
    source: { work: 'Murphy 1973, Journal of Applied Meteorology 12(4)' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'A fact of the people, not of the scores.',
    ],
    formula: 'mean y (1 - mean y)',
    undefinedWhen: ['no_labels'],
    unit: 'share',
    parity: null,
  },
  measure: ({ positives, negatives }) => {
    const rows = sum(positives) + sum(negatives);
    return shareOf((sum(positives) * sum(negatives)) / rows, rows, 'no_labels');
  },
});
