import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { benefitsOf, noBenefits } from '../rates.ts';

export const generalisedEntropy: MeasureOf<'group-counts'> = defineMeasure<'group-counts'>({
  kind: 'group-counts',
  meta: {
    id: 'generalised-entropy',
    title: 'Generalised entropy of benefits (alpha 2)',
    answers: 'How unequally are the benefits of the decisions spread over the people of a group?',
    source: {
      work: 'Speicher et al. 2018, A unified approach to quantifying algorithmic unfairness',
      url: 'https://arxiv.org/abs/1807.00787',
    },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Counts a wrong approval as twice the benefit of a right decision.',
    ],
    formula: 'mean((b / mean b)^2 - 1) / 2, b = 0 for fp, 1 for tp and tn, 2 for fn',
    undefinedWhen: ['no_labels', 'no_benefit'],
    unit: 'nats',
    parity: null,
  },
  measure: (counts) => {
    const { mean, shares } = benefitsOf(counts);
    return noBenefits(counts) ?? { value: ((shares[1] + 4 * shares[2]) / mean ** 2 - 1) / 2 };
  },
});
