import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { composed } from '../measured.ts';
import { pairOf, selected } from '../rates.ts';

export const selectionShortfall: MeasureOf<'pair-counts'> = defineMeasure<'pair-counts'>({
  kind: 'pair-counts',
  meta: {
    id: 'selection-shortfall',
    title: 'Shortfall in people',
    answers: 'How many more people of the group would have been selected at the rate of the reference group?',
    source: { work: '29 CFR 1607.4(D)', url: 'https://www.ecfr.gov/current/title-29/part-1607' },
    limits: ['A count of people, which grows with the group.', 'A reader is shown whole people, rounded up.'],
    formula: 'max(0, n_g (x_r / n_r - x_g / n_g))',
    undefinedWhen: ['part_missing'],
    unit: 'people',
    parity: 0,
  },
  measure: (group, reference) =>
    composed(pairOf('selectionRate', selected, group, reference), (one, two) => Math.max(0, group.n * (two - one))),
});
