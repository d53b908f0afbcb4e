import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { composed, ratioOf } from '../measured.ts';
import { pairOf, selected } from '../rates.ts';

export const adverseDecisionRatio: MeasureOf<'pair-counts'> = defineMeasure<'pair-counts'>({
  kind: 'pair-counts',
  meta: {
    id: 'adverse-decision-ratio',
    title: 'Ratio of adverse decision rates',
    answers: 'How many times as often as the reference group did a group get the adverse decision?',
    source: { work: '29 CFR 1607.4(D)', url: 'https://www.ecfr.gov/current/title-29/part-1607' },
    limits: ['Another number than the impact ratio: both rates may be far from 0 and 1.'],
    formula: '(1 - x_g / n_g) / (1 - x_r / n_r)',
    undefinedWhen: ['part_missing', 'reference_rate_zero', 'both_rates_zero'],
    unit: 'ratio',
    parity: 1,
  },
  measure: (group, reference) =>
    composed(pairOf('selectionRate', selected, group, reference), (one, two) => ratioOf(1 - one, 1 - two)),
});
