import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing, ratioOf } from '../measured.ts';

export const adjustedImpactRatio: MeasureOf<'strata'> = defineMeasure<'strata'>({
  kind: 'strata',
  meta: {
    id: 'adjusted-impact-ratio',
    title: 'Adjusted impact ratio',
    answers:
      'Had the reference group\u2019s rates held in every stratum, what share of the expected selections did a group get?',
    source: { work: 'Fleiss, Levin and Paik 2003, Statistical methods for rates and proportions' },
    limits: ['Rests on the declared strata.', 'Hides ratios that differ between strata: see the Breslow-Day test.'],
    formula: 'sum x_gk / sum n_gk SR_rk, over strata with rows of the reference',
    undefinedWhen: ['no_strata', 'reference_rate_zero', 'both_rates_zero'],
    unit: 'ratio',
    parity: 1,
  },
  measure: (strata) => {
    const shared = strata.filter(({ group, reference }) => group.n > 0 && reference.n > 0);
    if (shared.length === 0) return missing('no_strata');
    const found = shared.reduce((sum, { group }) => sum + group.favourable, 0);
    const expected = shared.reduce(
      (sum, { group, reference }) => sum + (group.n * reference.favourable) / reference.n,
      0,
    );
    return ratioOf(found, expected);
  },
});
