import type { UnitMeta } from '../core/unit.ts';
import type { GroupCounts, GroupMetric } from './define-group-metric.ts';
import type { Measured } from './measured.ts';
import type { Reason } from './reasons.ts';
import type { ScoreDistribution } from './score-distribution.ts';

export interface MeasureMeta extends UnitMeta {
  /** In ASCII. tp, fp, fn, tn count with the adverse decision as the positive class; g is the group, r the reference. */
  readonly formula: string;
  /** Every reason for which it can be null or infinite. */
  readonly undefinedWhen: readonly Reason[];
  readonly unit: 'share' | 'gap' | 'ratio' | 'people' | 'nats' | 'deviations' | 'slope' | 'score';
  /** The value when groups do not differ; null for a value of one group. */
  readonly parity: number | null;
}

/** One stratum of a declared control: the group, the reference and everybody in it. */
export interface Stratum {
  readonly group: GroupCounts;
  readonly reference: GroupCounts;
  readonly all: GroupCounts;
}

/** Rows one by one, for what cells cannot hold. */
export interface FeatureRows {
  /** Row-major [rows, columns], already on comparable scales. */
  readonly features: Float64Array;
  readonly columns: number;
  /** 1 for the favourable decision. */
  readonly favourable: Uint8Array;
}

interface Of<Kind extends string, Run> {
  readonly kind: Kind;
  readonly meta: MeasureMeta;
  readonly measure: Run;
}

type Unit =
  | Of<'group-counts', (counts: GroupCounts) => Measured>
  | Of<'pair-counts', (group: GroupCounts, reference: GroupCounts) => Measured>
  | Of<'group-in-all', (group: GroupCounts, all: GroupCounts) => Measured>
  | Of<'all-counts', (groups: readonly GroupCounts[]) => Measured>
  | Of<'strata', (strata: readonly Stratum[]) => Measured>
  | Of<'group-scores', (scores: ScoreDistribution) => Measured>
  | Of<'pair-scores', (group: ScoreDistribution, reference: ScoreDistribution, all: ScoreDistribution) => Measured>
  | Of<'rows', (rows: FeatureRows) => Measured>;

type Named<T> = T & { readonly name: string };

/** A number of one group, of a pair of groups or of all of them. The engine adds intervals. */
export type Measure = Named<Unit>;
export type MeasureOf<Kind extends Unit['kind']> = Named<Extract<Unit, { kind: Kind }>>;

/** Everything in the registry: counted rates, and all other measures. */
export type BiasMetric = GroupMetric | Measure;

/** Makes a measure, whose key in the records follows from its id. */
export function defineMeasure<Kind extends Unit['kind']>(unit: Extract<Unit, { kind: Kind }>): MeasureOf<Kind> {
  const name = unit.meta.id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return { ...unit, name } as MeasureOf<Kind>;
}
