import { cholesky, solveCholesky } from './cholesky.ts';
import { compensatedSum } from './compensated-sum.ts';

export interface RidgeFit {
  intercept: number;
  /** [k] */
  coefficients: Float64Array;
  /** 1 - sum w (y - fit)^2 / sum w (y - mean)^2; 1 where y does not vary and is met, 0 where it is not met. */
  r2: number;
}

/**
 * Ridge regression with weights and an unpenalised intercept:
 *
 *     minimise  sum_i w_i (y_i - c - x_i'b)^2 + alpha b'b
 *
 * @param columns - k columns of n values each
 * @param y - [n]
 * @param weights - [n], not negative, not all 0
 * @param alpha - above 0, which makes the system positive definite
 * @see Hoerl & Kennard 1970, "Ridge regression", Technometrics 12(1)
 * @example weightedRidge([Float64Array.of(0, 2)], [0, 2], [1, 1], 2).coefficients; // [0.5]
 */
export function weightedRidge(
  columns: readonly Float64Array[],
  y: ArrayLike<number>,
  weights: ArrayLike<number>,
  alpha: number,
): RidgeFit {
  const k = columns.length;
  const total = compensatedSum(Array.from(weights));
  const weighted = (term: (i: number) => number): number =>
    compensatedSum(Array.from(weights, (weight, i) => weight * term(i)));
  const means = columns.map((column) => weighted((i) => column[i]!) / total);
  const mean = weighted((i) => y[i]!) / total;
  const matrix = new Float64Array(k * k);
  for (let a = 0; a < k; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      matrix[a * k + b] = weighted((i) => (columns[a]![i]! - means[a]!) * (columns[b]![i]! - means[b]!));
    }
    matrix[a * k + a]! += alpha;
  }
  const right = columns.map((column, a) => weighted((i) => (column[i]! - means[a]!) * (y[i]! - mean)));
  const lower = cholesky(matrix, k);
  if (lower === null) throw new RangeError('alpha must be above 0');
  const coefficients = solveCholesky(lower, right, k);
  const intercept = mean - compensatedSum(means.map((each, a) => each * coefficients[a]!));
  const fitted = (i: number): number =>
    intercept + compensatedSum(columns.map((column, a) => column[i]! * coefficients[a]!));
  const residual = weighted((i) => (y[i]! - fitted(i)) ** 2);
  const variation = weighted((i) => (y[i]! - mean) ** 2);
  const constant = residual === 0 ? 1 : 0;
  return { intercept, coefficients, r2: variation === 0 ? constant : 1 - residual / variation };
}
