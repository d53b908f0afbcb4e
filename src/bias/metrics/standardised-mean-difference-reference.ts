import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing, shareOf } from '../measured.ts';
import { momentsOf } from '../score-distribution.ts';

export const standardisedMeanDifferenceReference: MeasureOf<'pair-scores'> = defineMeasure<'pair-scores'>({
  kind: 'pair-scores',
  meta: {
    id: 'standardised-mean-difference-reference',
    title: 'Standardised mean difference, spread of the reference',
    answers: 'By how many standard deviations do the mean scores differ?',
    source: { work: 'Glass 1976, Educational Researcher 5(10)' },
    limits: ['Looks at means alone.'],
    formula: '(mean s_g - mean s_r) / sd of the reference, n_r - 1 degrees of freedom',
    undefinedWhen: ['no_scores', 'no_spread'],
    unit: 'deviations',
    parity: 0,
  },
  measure: (group, reference) => {
    const one = momentsOf(group);
    const two = momentsOf(reference);
    if (one.n === 0 || two.n === 0) return missing('no_scores');
    const deviation = Math.sqrt(two.squares / (two.n - 1));
    return shareOf(one.mean - two.mean, deviation, 'no_spread');
  },
});
