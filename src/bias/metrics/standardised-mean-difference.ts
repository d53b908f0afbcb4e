import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing, shareOf } from '../measured.ts';
import { momentsOf } from '../score-distribution.ts';

export const standardisedMeanDifference: MeasureOf<'pair-scores'> = defineMeasure<'pair-scores'>({
  kind: 'pair-scores',
  meta: {
    id: 'standardised-mean-difference',
    title: 'Standardised mean difference',
    answers: 'By how many standard deviations do the mean scores differ?',
    source: { work: 'Cohen 1988, Statistical power analysis, 2nd ed.' },
    limits: ['Looks at means alone.'],
    formula: '(mean s_g - mean s_r) / pooled sd, n_g + n_r - 2 degrees of freedom',
    undefinedWhen: ['no_scores', 'no_spread'],
    unit: 'deviations',
    parity: 0,
  },
  measure: (group, reference) => {
    const one = momentsOf(group);
    const two = momentsOf(reference);
    if (one.n === 0 || two.n === 0) return missing('no_scores');
    const deviation = Math.sqrt((one.squares + two.squares) / (one.n + two.n - 2));
    return shareOf(one.mean - two.mean, deviation, 'no_spread');
  },
});
