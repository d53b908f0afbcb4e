import type { MeasureRecord } from '../core/measures.ts';
import type { GroupCounts } from './define-group-metric.ts';
import type { MeasureOf } from './define-measure.ts';
import { type FurtherContext, LEAST_ROWS } from './further-spec.ts';
import { measuresOf } from './group-metrics.ts';
import { countsOf, effectiveSize } from './group-vectors.ts';
import { noInterval, numberOf, recordOf } from './measure-record.ts';
import { permutationP } from './resample.ts';

/** Measures whose distance from parity grows downward. */
const FALLING = new Set(['worstImpactRatio']);

/**
 * Measures of all groups together, over the groups that meet the floor, with the value over all of them beside. A
 * maximum never lies below parity, so that it gets a permutation null and no interval.
 */
export function measureSpread(context: FurtherContext): MeasureRecord[] {
  const eligible = context.groups.filter((vector) => effectiveSize(vector) >= LEAST_ROWS);
  const sizes = eligible.map(({ rows }) => countsOf(rows)).map(({ favourable, n }) => ({ x: favourable, n }));
  const units = measuresOf('all-counts');
  const chances = permutationP(
    sizes,
    (selected) => {
      const groups = sizes.map(({ n }, at) => ({ n, favourable: selected[at] ?? 0, tp: 0, fp: 0, fn: 0, tn: 0 }));
      return units.map((unit) => distance(unit, groups));
    },
    context,
  );
  return units.map((unit, index) => {
    const measured = unit.measure(eligible.map(({ weights }) => countsOf(weights)));
    const whole = unit.measure(context.groups.map(({ weights }) => countsOf(weights)));
    const place = { metric: unit.name, group: null, reference: null, form: 'value' } as const;
    const p = measured.value === null ? null : (chances[index] ?? null);
    return {
      ...recordOf(place, measured, noInterval('a spread is never below parity; see its permutation null')),
      unrestricted: Number.isFinite(whole.value ?? Number.NaN) ? whole.value : null,
      p,
      test: p === null ? 'none' : `permutation null, ${context.replicates} draws`,
    };
  });
}

/** How far from parity the measure is. NaN for a measure that needs outcomes, which are not dealt out. */
function distance({ name, measure }: MeasureOf<'all-counts'>, groups: readonly GroupCounts[]): number {
  const value = numberOf(measure(groups));
  return FALLING.has(name) ? 1 - value : value;
}
