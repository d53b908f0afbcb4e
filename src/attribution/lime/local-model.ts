import { weightedRidge } from '../../numeric/weighted-ridge.ts';

/** A linear model of the score around one row. */
export interface LocalModel {
  kernelWidth: number;
  intercept: number;
  /** [features]; null for those that were not selected */
  weights: (number | null)[];
  r2: number;
  /** Of the first row of the design, which is the instance. */
  prediction: number;
}

const MOST_FEATURES = 10;
const SELECTION_ALPHA = 0.01;
const FIT_ALPHA = 1;

/**
 * LIME's local model on a given neighbourhood. Rows weigh by their distance from the first,
 *
 *     w = sqrt(exp(-d^2 / (0.75^2 p))),   d = Euclidean distance of the 0/1 rows,
 *
 * the ten features largest in a first weighted ridge (alpha 0.01) are kept, and a second (alpha 1) is fitted to them.
 *
 * @param design - p columns of n zeros and ones; row 0 is the instance, all ones
 * @param scores - [n]
 * @see Ribeiro, Singh & Guestrin 2016, "Why should I trust you?", KDD; lime 0.2, lime_base.py and lime_tabular.py
 */
export function localModel(design: readonly Float64Array[], scores: ArrayLike<number>): LocalModel {
  const p = design.length;
  const kernelWidth = 0.75 * Math.sqrt(p);
  const weights = Array.from(scores, (_, row) => {
    const squared = design.reduce((sum, column) => sum + (column[row]! - column[0]!) ** 2, 0);
    return Math.sqrt(Math.exp(-squared / kernelWidth ** 2));
  });
  const selected = select(design, scores, weights);
  const columns = selected.map((feature) => design[feature]!);
  const { intercept, coefficients, r2 } = weightedRidge(columns, scores, weights, FIT_ALPHA);
  const found: (number | null)[] = design.map(() => null);
  selected.forEach((feature, position) => {
    found[feature] = coefficients[position]!;
  });
  const prediction = columns.reduce((sum, column, position) => sum + column[0]! * coefficients[position]!, intercept);
  return { kernelWidth, intercept, weights: found, r2, prediction };
}

/** Features by the size of their term at the instance; among equals, the first. */
function select(design: readonly Float64Array[], scores: ArrayLike<number>, weights: readonly number[]): number[] {
  const { coefficients } = weightedRidge(design, scores, weights, SELECTION_ALPHA);
  const terms = design.map((column, feature) => Math.abs(column[0]! * coefficients[feature]!));
  return [...terms.keys()].sort((one, other) => terms[other]! - terms[one]! || one - other).slice(0, MOST_FEATURES);
}
