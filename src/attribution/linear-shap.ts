import type { LinearModel } from '../core/additive-model.ts';

/** A linear model, and whom its inputs belong to. */
export interface LinearGame {
  model: LinearModel;
  /** [derived inputs] of the applicant. */
  instance: Float64Array;
  /** [derived inputs]: the player to whom each belongs. */
  playerOf: Int32Array;
  players: number;
}

/**
 * Exact interventional Shapley values of a linear score, against one background row at a time:
 *
 *     phi_i = sum over the inputs k of player i of  c_k (x_k - r_k)
 *
 * @returns [players] for each row; their mean over the background is the attribution
 * @see Lundberg & Lee 2017, "A unified approach to interpreting model predictions", NeurIPS 30, corollary 1
 */
export function linearShap({
  model,
  instance,
  playerOf,
  players,
}: LinearGame): (background: Float64Array, offset: number) => Float64Array {
  return (background, offset) => {
    const phi = new Float64Array(players);
    model.coefficients.forEach((coefficient, k) => {
      // A zero coefficient must not turn a missing value into a missing attribution.
      if (coefficient !== 0) phi[playerOf[k]!]! += coefficient * (instance[k]! - background[offset + k]!);
    });
    return phi;
  };
}
