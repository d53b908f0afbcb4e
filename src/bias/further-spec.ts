import type { RegimeProfile } from '../core/regime.ts';
import type { Prng } from '../numeric/xoshiro128.ts';
import { countsOf, effectiveSize, type GroupVector, total } from './group-vectors.ts';

/** What the measures of one attribute share. */
export interface FurtherContext {
  /** Of the groups that are known; the reference first. */
  groups: readonly GroupVector[];
  reference: GroupVector;
  profile: RegimeProfile;
  confidence: number;
  /** Standard errors on each side. */
  z: number;
  replicates: number;
  prng: Prng;
}

/** Groups of fewer rows are shown, but do not decide the worst case. */
export const LEAST_ROWS = 30;

/** With more groups than this, only the largest are measured beyond their rates. */
export const MOST_GROUPS = 200;

/** Groups times replicates stay below this. */
const MOST_WORK = 120_000;
const FEWEST_REPLICATES = 200;

export function replicatesFor(groups: number, wanted: number): number {
  const affordable = Math.min(wanted, Math.floor(MOST_WORK / Math.max(1, groups)));
  return affordable < Math.min(wanted, FEWEST_REPLICATES) ? 0 : affordable;
}

export function isWeighted(vectors: readonly GroupVector[]): boolean {
  return vectors.some(({ rows, weights }) => rows.some((n, kind) => n !== weights[kind]));
}

/** x selected of n; with weights, of the effective size, at the weighted rate. */
export function selection(vector: GroupVector): { x: number; n: number } {
  const { favourable, n } = countsOf(vector.weights);
  if (total(vector.weights) === total(vector.squares) && !isWeighted([vector])) return { x: favourable, n };
  const size = effectiveSize(vector);
  return { x: n === 0 ? 0 : (favourable / n) * size, n: size };
}
