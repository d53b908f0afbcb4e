import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';
import { equalMassBins } from '../score-distribution.ts';

export const maximumCalibrationError: MeasureOf<'group-scores'> = defineMeasure<'group-scores'>({
  kind: 'group-scores',
  meta: {
    id: 'maximum-calibration-error',
    title: 'Maximum calibration error',
    answers: 'In the worst bin, how far are scores from the share of adverse outcomes?',
    source: { work: 'Naeini, Cooper and Hauskrecht 2015, AAAI' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Driven by the thinnest bin.',
    ],
    formula: 'max |mean y_b - mean s_b| over ten bins of equal size',
    undefinedWhen: ['no_labels'],
    unit: 'share',
    parity: null,
  },
  measure: (scores) => {
    const bins = equalMassBins(scores, 10);
    if (bins.length === 0) return missing('no_labels');
    return { value: Math.max(...bins.map((bin) => Math.abs(bin.positives - bin.scores) / bin.n)) };
  },
});
