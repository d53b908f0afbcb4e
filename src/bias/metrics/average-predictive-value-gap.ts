import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { composed } from '../measured.ts';
import { falseOmission, pairOf, positivePredictive } from '../rates.ts';

export const averagePredictiveValueGap: MeasureOf<'pair-counts'> = defineMeasure<'pair-counts'>({
  kind: 'pair-counts',
  meta: {
    id: 'average-predictive-value-gap',
    title: 'Average predictive value gap',
    answers: 'Taken together and signed, how does what a decision foretells differ between groups?',
    source: { work: 'Bellamy et al. 2018, AI Fairness 360', url: 'https://arxiv.org/abs/1810.01943' },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Gaps of opposite sign cancel.',
    ],
    formula: '((PPV_g - PPV_r) + (FOR_g - FOR_r)) / 2',
    undefinedWhen: ['part_missing'],
    unit: 'gap',
    parity: 0,
  },
  measure: (group, reference) =>
    composed(
      [
        ...pairOf('positivePredictiveValue', positivePredictive, group, reference),
        ...pairOf('falseOmissionRate', falseOmission, group, reference),
      ],
      (p1, p2, o1, o2) => (p1 - p2 + o1 - o2) / 2,
    ),
});
