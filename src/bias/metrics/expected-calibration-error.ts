import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { shareOf } from '../measured.ts';
import { equalMassBins, sum } from '../score-distribution.ts';

export const expectedCalibrationError: MeasureOf<'group-scores'> = defineMeasure<'group-scores'>({
  kind: 'group-scores',
  meta: {
    id: 'expected-calibration-error',
    title: 'Expected calibration error',
    answers: 'On average over bins, how far are scores from the share of adverse outcomes?',
    source: { work: 'Naeini, Cooper and Hauskrecht 2015, AAAI' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Above 0 by chance alone, the more so in small groups: read it beside its value under perfect calibration.',
    ],
    formula: 'sum n_b |mean y_b - mean s_b| / n over ten bins of equal size; rows of one score stay in one bin',
    undefinedWhen: ['no_labels'],
    unit: 'share',
    parity: null,
  },
  measure: (scores) => {
    const total = equalMassBins(scores, 10).reduce((found, bin) => found + Math.abs(bin.positives - bin.scores), 0);
    return shareOf(total, sum(scores.positives) + sum(scores.negatives), 'no_labels');
  },
});
