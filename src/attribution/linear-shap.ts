import type { LinearSum } from '../core/exact-model.ts';

export interface LinearGame {
  sum: LinearSum;
  /** [features] of the row to explain. */
  instance: ArrayLike<number>;
  /** [rows, features], row-major. */
  background: ArrayLike<number>;
  rows: number;
  /** [features]: the player to which each belongs. */
  players: ArrayLike<number>;
  /** How many players there are. */
  m: number;
}

/**
 * Interventional Shapley values of a linear sum against each background row alone, in closed form:
 *
 *     phi_i = sum over features j of player i of  c_j (x_j - r_j)
 *
 * @returns [rows, m], row-major, in the unit of the sum; the mean over rows explains against the whole background
 * @see Strumbelj & Kononenko 2014, "Explaining prediction models and individual predictions with feature
 *   contributions", Knowledge and Information Systems 41, equation 2
 * @example with the sum 3 x0 - x1, instance [2, 1] and background [1, 1]: [3, 0]
 */
export function linearShap({ sum, instance, background, rows, players, m }: LinearGame): Float64Array {
  const found = new Float64Array(rows * m);
  const width = sum.coefficients.length;
  for (let row = 0; row < rows; row += 1) {
    for (let feature = 0; feature < width; feature += 1) {
      const coefficient = sum.coefficients[feature]!;
      const away = instance[feature]! - background[row * width + feature]!;
      // A missing value that does not count must not make the attribution missing.
      if (coefficient !== 0) found[row * m + players[feature]!]! += coefficient * away;
    }
  }
  return found;
}
