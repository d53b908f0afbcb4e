import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { composed, ratioOf } from '../measured.ts';
import { falsePositive, pairOf, truePositive } from '../rates.ts';

export const equalizedOddsRatio: MeasureOf<'pair-counts'> = defineMeasure<'pair-counts'>({
  kind: 'pair-counts',
  meta: {
    id: 'equalized-odds-ratio',
    title: 'Equalised odds ratio',
    answers: 'At worst, what is the ratio of the groups\u2019 error rates?',
    source: { work: 'Hardt, Price and Srebro 2016', url: 'https://arxiv.org/abs/1610.02413' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'The smaller of two ratios to the reference, so above 1 only if both are.',
    ],
    formula: 'min(TPR_g / TPR_r, FPR_g / FPR_r)',
    undefinedWhen: ['part_missing', 'both_rates_zero', 'reference_rate_zero'],
    unit: 'ratio',
    parity: 1,
  },
  measure: (group, reference) =>
    composed(
      [
        ...pairOf('truePositiveRate', truePositive, group, reference),
        ...pairOf('falsePositiveRate', falsePositive, group, reference),
      ],
      (t1, t2, f1, f2) =>
        composed(
          [
            ['truePositiveRate ratio', ratioOf(t1, t2)],
            ['falsePositiveRate ratio', ratioOf(f1, f2)],
          ],
          (t, f) =>
            t === Number.POSITIVE_INFINITY && f === t ? { value: t, reason: 'reference_rate_zero' } : Math.min(t, f),
        ),
    ),
});
