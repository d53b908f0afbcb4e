import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { composed } from '../measured.ts';
import { falsePositive, pairOf, truePositive } from '../rates.ts';

export const equalizedOddsMeanGap: MeasureOf<'pair-counts'> = defineMeasure<'pair-counts'>({
  kind: 'pair-counts',
  meta: {
    id: 'equalized-odds-mean-gap',
    title: 'Mean equalised odds gap',
    answers: 'On average, how far apart are the two error rates of the groups?',
    source: { work: 'Bellamy et al. 2018, AI Fairness 360', url: 'https://arxiv.org/abs/1810.01943' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Never below 0, so its interval is biased away from 0.',
    ],
    formula: '(|TPR_g - TPR_r| + |FPR_g - FPR_r|) / 2',
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
      (t1, t2, f1, f2) => (Math.abs(t1 - t2) + Math.abs(f1 - f2)) / 2,
    ),
});
