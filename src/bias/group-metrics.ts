import type { GroupMetric } from './define-group-metric.ts';
import type { Measure, MeasureOf } from './define-measure.ts';
import { biasMetrics } from './metrics/registry.ts';

/** The counted rates, by id. */
export const groupMetrics: readonly GroupMetric[] = biasMetrics.filter((metric) => metric.kind === 'rate');

/** The measures of one kind, by id. */
export function measuresOf<Kind extends Measure['kind']>(kind: Kind): MeasureOf<Kind>[] {
  return biasMetrics.filter((metric) => metric.kind === kind) as unknown as MeasureOf<Kind>[];
}
