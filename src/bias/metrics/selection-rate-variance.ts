import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';

export const selectionRateVariance: MeasureOf<'all-counts'> = defineMeasure<'all-counts'>({
  kind: 'all-counts',
  meta: {
    id: 'selection-rate-variance',
    title: 'Variance of selection rates between groups',
    answers: 'How far do the selection rates of the groups scatter about the rate of all?',
    source: { work: 'ISO/IEC TS 4213:2022' },
    limits: ['Weighs groups by their rows, so that a small group counts little.'],
    formula: 'sum n_g (SR_g - SR)^2 / n',
    undefinedWhen: ['one_group'],
    unit: 'share',
    parity: 0,
  },
  measure: (groups) => {
    const present = groups.filter(({ n }) => n > 0);
    if (present.length < 2) return missing('one_group');
    const n = present.reduce((sum, group) => sum + group.n, 0);
    const rate = present.reduce((sum, group) => sum + group.favourable, 0) / n;
    return { value: present.reduce((sum, group) => sum + group.n * (group.favourable / group.n - rate) ** 2, 0) / n };
  },
});
