import { defineMeasure, type MeasureOf } from '../define-measure.ts';
import { missing, ratioOf } from '../measured.ts';

export const mantelHaenszelRatio: MeasureOf<'strata'> = defineMeasure<'strata'>({
  kind: 'strata',
  meta: {
    id: 'mantel-haenszel-ratio',
    title: 'Mantel-Haenszel ratio of selection rates',
    answers: 'Within strata, what is the common ratio of selection rates?',
    source: { work: 'Greenland and Robins 1985, Biometrics 41(1)' },
    limits: ['Rests on the declared strata.', 'Supposes that the ratio is the same in all of them.'],
    formula: 'sum x_gk n_rk / n_k over sum x_rk n_gk / n_k, n_k the rows of both groups',
    undefinedWhen: ['no_strata', 'reference_rate_zero', 'both_rates_zero'],
    unit: 'ratio',
    parity: 1,
  },
  measure: (strata) => {
    const shared = strata.filter(({ group, reference }) => group.n > 0 && reference.n > 0);
    if (shared.length === 0) return missing('no_strata');
    const sum = (of: (stratum: (typeof shared)[number]) => number): number =>
      shared.reduce((total, each) => total + of(each) / (each.group.n + each.reference.n), 0);
    return ratioOf(
      sum(({ group, reference }) => group.favourable * reference.n),
      sum(({ group, reference }) => reference.favourable * group.n),
    );
  },
});
