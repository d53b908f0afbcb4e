import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing } from '../measured.ts';

export const selectionOddsRatio: MeasureOf<'pair-counts'> = defineMeasure<'pair-counts'>({
  kind: 'pair-counts',
  meta: {
    id: 'selection-odds-ratio',
    title: 'Odds ratio of selection',
    answers: 'How do the odds of the favourable decision compare with those of the reference group?',
    source: { work: 'Woolf 1955, Annals of Human Genetics 19(4)' },
    limits: ['Lies farther from 1 than the ratio of rates wherever selection is common.'],
    formula: '[x_g / (n_g - x_g)] / [x_r / (n_r - x_r)]',
    undefinedWhen: ['no_rows', 'reference_no_rows', 'reference_rate_zero', 'both_odds_undefined'],
    unit: 'ratio',
    parity: 1,
  },
  measure: (group, reference) => {
    if (group.n === 0) return missing('no_rows');
    if (reference.n === 0) return missing('reference_no_rows');
    const above = group.favourable * (reference.n - reference.favourable);
    const below = reference.favourable * (group.n - group.favourable);
    if (below > 0) return { value: above / below };
    return above > 0
      ? { value: Number.POSITIVE_INFINITY, reason: 'reference_rate_zero' }
      : missing('both_odds_undefined');
  },
});
