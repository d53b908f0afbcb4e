import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { composed } from '../measured.ts';
import { falsePositive, truePositive } from '../rates.ts';

export const balancedAccuracy: MeasureOf<'group-counts'> = defineMeasure<'group-counts'>({
  kind: 'group-counts',
  meta: {
    id: 'balanced-accuracy',
    title: 'Balanced accuracy',
    answers: 'On average over both outcomes, how often did decision and outcome agree?',
    source: { work: 'ISO/IEC TS 4213:2022' },
    limits: ['Rests only on people whose outcome is known, and they may differ from the others.'],
    formula: '(tp / (tp + fn) + tn / (fp + tn)) / 2',
    undefinedWhen: ['part_missing'],
    unit: 'share',
    parity: null,
  },
  measure: (counts) =>
    composed(
      [
        ['truePositiveRate', truePositive(counts)],
        ['falsePositiveRate', falsePositive(counts)],
      ],
      (tpr, fpr) => (tpr + 1 - fpr) / 2,
    ),
});
