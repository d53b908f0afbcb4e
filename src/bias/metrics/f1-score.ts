import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { shareOf } from '../measured.ts';

export const f1Score: MeasureOf<'group-counts'> = defineMeasure<'group-counts'>({
  kind: 'group-counts',
  meta: {
    id: 'f1-score',
    title: 'F1 score',
    answers: 'Between precision and recall of adverse outcomes, where does the decision lie?',
    source: { work: 'ISO/IEC TS 4213:2022' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Leaves true negatives out.',
    ],
    formula: '2 tp / (2 tp + fp + fn)',
    undefinedWhen: ['no_positives_at_all'],
    unit: 'share',
    parity: null,
  },
  measure: ({ tp, fp, fn }) => shareOf(2 * tp, 2 * tp + fp + fn, 'no_positives_at_all'),
});
