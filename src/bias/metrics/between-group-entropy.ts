import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';
import { benefitsOf } from '../rates.ts';

export const betweenGroupEntropy: MeasureOf<'all-counts'> = defineMeasure<'all-counts'>({
  kind: 'all-counts',
  meta: {
    id: 'between-group-entropy',
    title: 'Generalised entropy between groups (alpha 2)',
    answers: 'How much of the inequality of benefits lies between groups?',
    source: {
      work: 'Speicher et al. 2018, A unified approach to quantifying algorithmic unfairness',
      url: 'https://arxiv.org/abs/1807.00787',
    },
    limits: [
      'Rests only on people whose outcome is known, and they may differ from the others.',
      'Falls short of the whole by what lies within groups.',
    ],
    formula: 'sum n_g ((m_g / m)^2 - 1) / (2 n), m_g the mean benefit of a group, m that of all',
    undefinedWhen: ['no_labels', 'no_benefit'],
    unit: 'nats',
    parity: 0,
  },
  measure: (groups) => {
    const benefits = groups.map(benefitsOf).filter(({ n }) => n > 0);
    const n = benefits.reduce((sum, group) => sum + group.n, 0);
    const mean = benefits.reduce((sum, group) => sum + group.n * group.mean, 0) / n;
    if (n === 0) return missing('no_labels');
    if (mean === 0) return missing('no_benefit');
    return { value: benefits.reduce((sum, group) => sum + group.n * ((group.mean / mean) ** 2 - 1), 0) / (2 * n) };
  },
});
