import type { ScoreSpace } from './case.ts';

/** How a node tests a value against its threshold, by the number under which `TreeEnsemble` keeps it. */
export const COMPARISONS = ['leq', 'lt', 'gte', 'gt', 'eq', 'neq'] as const;

/** Decision trees whose leaves add up to a score. Arrays are by node, over all trees. */
export interface TreeEnsemble {
  kind: 'tree-ensemble';
  /** [trees]: the node at which each tree begins. */
  roots: Int32Array;
  /** The derived input that a node tests; -1 at a leaf. */
  input: Int32Array;
  /** Index into COMPARISONS. */
  comparison: Uint8Array;
  threshold: Float64Array;
  /** Where a value goes that passes the test, and where one that does not. */
  pass: Int32Array;
  fail: Int32Array;
  /** 1 where a missing value passes. */
  missingPasses: Uint8Array;
  /** What a leaf adds to the score; 0 elsewhere. */
  leaf: Float64Array;
  base: number;
}

export interface LinearModel {
  kind: 'linear';
  /** [derived inputs] */
  coefficients: Float64Array;
  intercept: number;
}

/** A model read out of its file, whose score is a sum over trees or over inputs, so that attributions have a closed form. */
export interface AdditiveModel {
  structure: TreeEnsemble | LinearModel;
  /** The scale on which it adds up. */
  space: ScoreSpace;
  /** What was read, in words. */
  description: string;
  /** [derived inputs]: the model input from which each is made. */
  columns: Int32Array;
  /** True when the structure reads the model's inputs as they are. */
  plain: boolean;
  /**
   * What the structure reads, after the scaling that the graph does first.
   * @param rows - row-major [n, model inputs]
   * @returns row-major [n, derived inputs]
   */
  derive(rows: ArrayLike<number>, n: number): Float64Array;
}
