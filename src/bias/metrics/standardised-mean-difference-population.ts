import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing, shareOf } from '../measured.ts';
import { momentsOf } from '../score-distribution.ts';

export const standardisedMeanDifferencePopulation: MeasureOf<'pair-scores'> = defineMeasure<'pair-scores'>({
  kind: 'pair-scores',
  meta: {
    id: 'standardised-mean-difference-population',
    title: 'Standardised mean difference, spread of all',
    answers: 'By how many standard deviations of all rows do the mean scores differ?',
    source: { work: 'Cohen 1988, Statistical power analysis, 2nd ed.' },
    limits: ['Looks at means alone.', 'The spread of all rows holds the difference itself.'],
    formula: '(mean s_g - mean s_r) / sd of all rows, n degrees of freedom',
    undefinedWhen: ['no_scores', 'no_spread'],
    unit: 'deviations',
    parity: 0,
  },
  measure: (group, reference, all) => {
    const one = momentsOf(group);
    const two = momentsOf(reference);
    const whole = momentsOf(all);
    if (one.n === 0 || two.n === 0) return missing('no_scores');
    return shareOf(one.mean - two.mean, Math.sqrt(whole.squares / whole.n), 'no_spread');
  },
});
