import type { ScoreSpace } from './case.ts';

/** A score that is a sum whose Shapley values have a closed form, as it was read from the model file. */
export interface ExactModel {
  /** The scale on which the score is that sum. */
  space: ScoreSpace;
  /** What was read, and what it was held against, in words. */
  description: string;
  /** [features]: the input column from which each feature of the sum is made, and from no other. */
  sources: readonly number[];
  /** The features of rows: row-major [n, inputs] in, row-major [n, features] out. */
  encode(rows: Float64Array, n: number): Promise<Float64Array>;
  sum: LinearSum | TreeSum;
}

/** intercept + sum over features of coefficient * feature. */
export interface LinearSum {
  kind: 'linear';
  intercept: number;
  /** [features] */
  coefficients: Float64Array;
}

/** base + sum over trees of the value of the leaf that a row reaches. */
export interface TreeSum {
  kind: 'trees';
  base: number;
  /** [trees]: nodes at which trees begin. */
  roots: Int32Array;
  /** [nodes]: the feature that a node reads; -1 at a leaf. */
  features: Int32Array;
  /** [nodes]: one of BRANCH. */
  modes: Uint8Array;
  /** [nodes]: what the feature is compared with. */
  thresholds: Float64Array;
  /** [nodes]: 1 where a missing value takes the true branch whatever the comparison says. */
  missingIsTrue: Uint8Array;
  /** [nodes]: the nodes of the two branches. */
  whenTrue: Int32Array;
  whenFalse: Int32Array;
  /** [nodes]: what a leaf adds to the score. */
  values: Float64Array;
  /** By node, for the mode `member`. */
  members: ReadonlyMap<number, ReadonlySet<number>>;
}

/** How a node compares its feature with its threshold: feature <= threshold, and so on. Numbers of ONNX's TreeEnsemble. */
export const BRANCH = { leq: 0, lt: 1, gte: 2, gt: 3, eq: 4, neq: 5, member: 6 } as const;

/** A model read exactly on one scale, or why it was not. */
export type ExactReading = ExactModel | { space: ScoreSpace; refused: string };
