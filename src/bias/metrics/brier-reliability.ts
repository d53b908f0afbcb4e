import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { shareOf } from '../measured.ts';
import { equalMassBins, sum } from '../score-distribution.ts';

export const brierReliability: MeasureOf<'group-scores'> = defineMeasure<'group-scores'>({
  kind: 'group-scores',
  meta: {
    id: 'brier-reliability',
    title: 'Reliability of scores',
    answers: 'How far are the scores of a bin from the share of adverse outcomes in it, squared?',
    source: { work: 'Murphy 1973, Journal of Applied Meteorology 12(4)' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Bins of differing scores leave a rest beside the three parts of the Brier score.',
    ],
    formula: 'sum n_b (mean s_b - mean y_b)^2 / n over ten bins of equal size',
    undefinedWhen: ['no_labels'],
    unit: 'share',
    parity: null,
  },
  measure: (scores) => {
    const rows = sum(scores.positives) + sum(scores.negatives);
    const total = equalMassBins(scores, 10).reduce(
      (found, bin) => found + bin.n * (bin.scores / bin.n - bin.positives / bin.n) ** 2,
      0,
    );
    return shareOf(total, rows, 'no_labels');
  },
});
