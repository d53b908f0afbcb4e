import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { composed } from '../measured.ts';
import { falsePositive, pairOf, truePositive } from '../rates.ts';

export const equalizedOddsGap: MeasureOf<'pair-counts'> = defineMeasure<'pair-counts'>({
  kind: 'pair-counts',
  meta: {
    id: 'equalized-odds-gap',
    title: 'Equalised odds gap',
    answers: 'At most, how far apart are the two error rates of the groups?',
    source: { work: 'Hardt, Price and Srebro 2016', url: 'https://arxiv.org/abs/1610.02413' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Never below 0, so its interval is biased away from 0.',
    ],
    formula: 'max(|TPR_g - TPR_r|, |FPR_g - FPR_r|)',
    undefinedWhen: ['part_missing'],
    unit: 'gap',
    parity: 0,
  },
  measure: (group, reference) =>
    composed(
      [
        ...pairOf('truePositiveRate', truePositive, group, reference),
        ...pairOf('falsePositiveRate', falsePositive, group, reference),
      ],
      (t1, t2, f1, f2) => Math.max(Math.abs(t1 - t2), Math.abs(f1 - f2)),
    ),
});
