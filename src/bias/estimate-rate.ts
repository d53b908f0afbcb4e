import type { Estimate } from '../core/findings.ts';
import { wilson } from '../numeric/wilson.ts';
import type { GroupCounts, GroupMetric } from './define-group-metric.ts';

/** One metric of one group with its Wilson interval; null with the reason where nothing was observed, never 0 for 0/0. */
export function estimateRate(metric: GroupMetric, counts: GroupCounts, z: number): Estimate {
  const { numerator, denominator, emptyReason } = metric.count(counts);
  if (denominator > 0) {
    const value = numerator / denominator;
    return { value, ...wilson({ x: numerator, n: denominator }, z), numerator, denominator };
  }
  const reason = counts.n === 0 ? 'the group has no rows' : emptyReason;
  return { value: null, low: null, high: null, numerator, denominator, reason };
}
