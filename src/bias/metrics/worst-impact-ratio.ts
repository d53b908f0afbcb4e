import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing, ratioOf } from '../measured.ts';

export const worstImpactRatio: MeasureOf<'all-counts'> = defineMeasure<'all-counts'>({
  kind: 'all-counts',
  meta: {
    id: 'worst-impact-ratio',
    title: 'Lowest ratio of two selection rates',
    answers: 'What is the ratio of the lowest selection rate to the highest?',
    source: { work: '29 CFR 1607.4(D)', url: 'https://www.ecfr.gov/current/title-29/part-1607' },
    limits: ['Never above 1 and driven by small groups; judge it by its permutation null, not by an interval.'],
    formula: 'min SR / max SR over groups with rows',
    undefinedWhen: ['one_group', 'both_rates_zero'],
    unit: 'ratio',
    parity: 1,
  },
  measure: (groups) => {
    const rates = groups.filter(({ n }) => n > 0).map(({ favourable, n }) => favourable / n);
    return rates.length < 2 ? missing('one_group') : ratioOf(Math.min(...rates), Math.max(...rates));
  },
});
