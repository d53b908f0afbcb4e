import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { composed } from '../measured.ts';
import { falsePositive, pairOf, truePositive } from '../rates.ts';

export const averageOddsGap: MeasureOf<'pair-counts'> = defineMeasure<'pair-counts'>({
  kind: 'pair-counts',
  meta: {
    id: 'average-odds-gap',
    title: 'Average odds gap',
    answers: 'Taken together and signed, how do the two rates of adverse decisions differ?',
    source: { work: 'Bellamy et al. 2018, AI Fairness 360', url: 'https://arxiv.org/abs/1810.01943' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Gaps of opposite sign cancel; read it with the mean of absolute gaps.',
    ],
    formula: '((FPR_g - FPR_r) + (TPR_g - TPR_r)) / 2',
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
      (t1, t2, f1, f2) => (f1 - f2 + t1 - t2) / 2,
    ),
});
