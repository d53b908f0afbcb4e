import type { UnitMeta } from '../core/unit.ts';
import type { Reason } from './reasons.ts';

/** Integer counts of one group. The adverse decision is the positive class, so tp are adverse outcomes foreseen. */
export interface GroupCounts {
  /** All rows of the group. */
  readonly n: number;
  /** Rows with the favourable decision, whether the outcome is known or not. */
  readonly favourable: number;
  /** Adverse decision, adverse outcome. */
  readonly tp: number;
  /** Adverse decision, favourable outcome. */
  readonly fp: number;
  /** Favourable decision, adverse outcome. */
  readonly fn: number;
  /** Favourable decision, favourable outcome. */
  readonly tn: number;
}

/** A rate before it is divided: integers, so that thresholds and tests on it are exact. */
export interface CountedRate {
  readonly numerator: number;
  readonly denominator: number;
  /** Why there is no rate when the denominator is 0. */
  readonly emptyReason: string;
}

interface GroupMetricMeta extends UnitMeta {
  /** In ASCII, over the counts. */
  readonly formula: string;
  /** The reason for which the rate is null when the group has rows. */
  readonly undefinedWhen: Reason;
  readonly unit: 'share';
  /** What it counts: every decision, or only those whose outcome is known. */
  readonly basis: 'decisions' | 'outcomes';
  /**
   * How groups are held against the reference group: by the profile's impact ratio and a test; by a test alone; or not
   * at all, because the metric is context or the complement of one that is compared.
   */
  readonly comparison: 'impact-ratio' | 'test' | 'none';
}

interface GroupMetricUnit {
  readonly meta: GroupMetricMeta;
  readonly count: (counts: GroupCounts) => CountedRate;
}

/** A rate of one group. The engine adds intervals, gaps, ratios, tests and verdicts. */
export interface GroupMetric extends GroupMetricUnit {
  readonly kind: 'rate';
  /** Its key in the records: the id in camelCase. */
  readonly name: string;
}

/** Makes a metric, whose key in the records follows from its id. */
export function defineGroupMetric(unit: GroupMetricUnit): GroupMetric {
  return { kind: 'rate', ...unit, name: unit.meta.id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()) };
}
