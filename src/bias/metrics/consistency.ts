import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';
import { consistencyOf } from '../nearest-rows.ts';

export const consistency: MeasureOf<'rows'> = defineMeasure<'rows'>({
  kind: 'rows',
  meta: {
    id: 'consistency',
    title: 'Consistency with neighbours',
    answers: 'Did people who are alike in all features get the same decision?',
    source: { work: 'Zemel et al. 2013, Learning fair representations, ICML' },
    limits: ['Rests on the features and their scales.', 'Needs rows, which cells do not hold.'],
    formula: '1 - mean |d_i - mean of d over the 5 nearest other rows|',
    undefinedWhen: ['too_few_neighbours'],
    unit: 'share',
    parity: null,
  },
  measure: (rows) => {
    const value = consistencyOf(rows, 5);
    return value === null ? missing('too_few_neighbours') : { value };
  },
});
