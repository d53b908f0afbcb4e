import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { shareOf } from '../measured.ts';
import { equalMassBins, sum } from '../score-distribution.ts';

export const brierResolution: MeasureOf<'group-scores'> = defineMeasure<'group-scores'>({
  kind: 'group-scores',
  meta: {
    id: 'brier-resolution',
    title: 'Resolution of scores',
    answers: 'How far do the shares of adverse outcomes of the bins lie from that of all, squared?',
    source: { work: 'Murphy 1973, Journal of Applied Meteorology 12(4)' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Bins of differing scores leave a rest beside the three parts of the Brier score.',
    ],
    formula: 'sum n_b (mean y_b - mean y)^2 / n over ten bins of equal size',
    undefinedWhen: ['no_labels'],
    unit: 'share',
    parity: null,
  },
  measure: (scores) => {
    const rows = sum(scores.positives) + sum(scores.negatives);
    const rate = sum(scores.positives) / rows;
    const total = equalMassBins(scores, 10).reduce(
      (found, bin) => found + bin.n * (bin.positives / bin.n - rate) ** 2,
      0,
    );
    return shareOf(total, rows, 'no_labels');
  },
});
