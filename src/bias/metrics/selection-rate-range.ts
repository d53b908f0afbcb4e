import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';

export const selectionRateRange: MeasureOf<'all-counts'> = defineMeasure<'all-counts'>({
  kind: 'all-counts',
  meta: {
    id: 'selection-rate-range',
    title: 'Range of selection rates',
    answers: 'How far apart are the highest and the lowest selection rate?',
    source: { work: 'Bellamy et al. 2018, AI Fairness 360', url: 'https://arxiv.org/abs/1810.01943' },
    limits: ['Never below 0 and driven by small groups; judge it by its permutation null, not by an interval.'],
    formula: 'max SR - min SR over groups with rows',
    undefinedWhen: ['one_group'],
    unit: 'gap',
    parity: 0,
  },
  measure: (groups) => {
    const rates = groups.filter(({ n }) => n > 0).map(({ favourable, n }) => favourable / n);
    return rates.length < 2 ? missing('one_group') : { value: Math.max(...rates) - Math.min(...rates) };
  },
});
