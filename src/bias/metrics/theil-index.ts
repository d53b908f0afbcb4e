import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { benefitsOf, noBenefits } from '../rates.ts';

export const theilIndex: MeasureOf<'group-counts'> = defineMeasure<'group-counts'>({
  kind: 'group-counts',
  meta: {
    id: 'theil-index',
    title: 'Theil index of benefits',
    answers: 'How unequally are the benefits of the decisions spread, by Theil\u2019s measure?',
    source: {
      work: 'Speicher et al. 2018, A unified approach to quantifying algorithmic unfairness',
      url: 'https://arxiv.org/abs/1807.00787',
    },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Counts a wrong approval as twice the benefit of a right decision.',
    ],
    formula: 'mean((b / mean b) ln(b / mean b)), b = 0 for fp, 1 for tp and tn, 2 for fn; 0 ln 0 = 0',
    undefinedWhen: ['no_labels', 'no_benefit'],
    unit: 'nats',
    parity: null,
  },
  measure: (counts) => {
    const { mean, shares } = benefitsOf(counts);
    const term = (benefit: number): number => (benefit / mean) * Math.log(benefit / mean);
    return noBenefits(counts) ?? { value: shares[1] * term(1) + shares[2] * term(2) };
  },
});
