import type { Estimate } from '../core/findings.ts';
import { wilson } from '../numeric/wilson.ts';
import type { GroupMetric } from './define-group-metric.ts';
import { type GroupSums, proportionBy, ratedBy } from './group-sums.ts';

/** One metric of one group with its Wilson interval; null with the reason where nothing was observed, never 0 for 0/0. */
export function estimateRate(metric: GroupMetric, sums: GroupSums, z: number): Estimate {
  const { numerator, denominator, emptyReason } = ratedBy(metric, sums);
  if (denominator > 0) {
    const value = numerator / denominator;
    return { value, ...wilson(proportionBy(metric, sums), z), numerator, denominator };
  }
  const reason = sums.counts.n === 0 ? 'the group has no rows' : emptyReason;
  return { value: null, low: null, high: null, numerator, denominator, reason };
}
