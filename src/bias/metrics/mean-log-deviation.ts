import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { benefitsOf, noBenefits } from '../rates.ts';

export const meanLogDeviation: MeasureOf<'group-counts'> = defineMeasure<'group-counts'>({
  kind: 'group-counts',
  meta: {
    id: 'mean-log-deviation',
    title: 'Mean log deviation of benefits',
    answers: 'How unequally are the benefits of the decisions spread, with most weight on those who got least?',
    source: {
      work: 'Speicher et al. 2018, A unified approach to quantifying algorithmic unfairness',
      url: 'https://arxiv.org/abs/1807.00787',
    },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Infinite as soon as one person is wrongly turned away.',
    ],
    formula: '-mean(ln(b / mean b)), b = 0 for fp, 1 for tp and tn, 2 for fn',
    undefinedWhen: ['no_labels', 'no_benefit', 'log_of_zero'],
    unit: 'nats',
    parity: null,
  },
  measure: (counts) => {
    const { mean, shares } = benefitsOf(counts);
    const none = noBenefits(counts);
    if (none !== null) return none;
    if (shares[0] > 0) return { value: Number.POSITIVE_INFINITY, reason: 'log_of_zero' };
    return { value: -shares[1] * Math.log(1 / mean) - (shares[2] === 0 ? 0 : shares[2] * Math.log(2 / mean)) };
  },
});
