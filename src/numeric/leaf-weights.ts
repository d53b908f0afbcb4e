/**
 * Shares of one leaf in the Shapley values of the players that decide whether it is reached. Against one background
 * row, a leaf of value 1 is reached exactly by the coalitions that hold all of e players and none of q others; it then adds
 *
 *     (e - 1)! q! / (e + q)!   to each of the e,   and   -e! (q - 1)! / (e + q)!   to each of the q
 *
 * @param size - e and q go from 0 to this
 * @returns `required` [size + 1, size + 1] at e * (size + 1) + q, `excluded` likewise and without its sign; 0 for nobody
 * @see Lundberg et al. 2020, "From local explanations to global understanding with explainable AI for trees", Nature
 *   Machine Intelligence 2, algorithm 3
 * @example leafWeights(2).required[1 * 3 + 1]; // 0.5
 */
export function leafWeights(size: number): { required: Float64Array; excluded: Float64Array } {
  const width = size + 1;
  const required = new Float64Array(width * width);
  const excluded = new Float64Array(width * width);
  for (let e = 0; e < width; e += 1) {
    for (let q = 0; q < width; q += 1) {
      const share = inverseBinomial(e + q, e);
      if (e > 0) required[e * width + q] = share / e;
      if (q > 0) excluded[e * width + q] = share / q;
    }
  }
  return { required, excluded };
}

/** e! (n - e)! / n!, by factors that neither overflow nor vanish early. */
function inverseBinomial(n: number, e: number): number {
  let share = 1;
  for (let k = 1; k <= Math.min(e, n - e); k += 1) share *= k / (n - k + 1);
  return share;
}
