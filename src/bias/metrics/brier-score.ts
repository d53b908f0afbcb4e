import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { shareOf } from '../measured.ts';
import { sum } from '../score-distribution.ts';

export const brierScore: MeasureOf<'group-scores'> = defineMeasure<'group-scores'>({
  kind: 'group-scores',
  meta: {
    id: 'brier-score',
    title: 'Brier score',
    answers: 'How far are scores from outcomes, squared?',
    source: { work: 'Brier 1950, Monthly Weather Review 78(1)' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Grows with the variety of outcomes; see its three parts.',
    ],
    formula: 'mean((s - y)^2)',
    undefinedWhen: ['no_labels'],
    unit: 'share',
    parity: null,
  },
  measure: ({ scores, positives, negatives }) => {
    let total = 0;
    scores.forEach((score, at) => {
      total += (positives[at] ?? 0) * (score - 1) ** 2 + (negatives[at] ?? 0) * score ** 2;
    });
    return shareOf(total, sum(positives) + sum(negatives), 'no_labels');
  },
});
