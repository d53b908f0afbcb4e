import { binomial } from '../numeric/binomial.ts';

/**
 * Shapley values from the worth of every coalition.
 *
 *     phi_i = sum over S without i of  |S|! (m - |S| - 1)! / m!  *  (v(S with i) - v(S))
 *
 * @param worth - [2^m]: the worth of the coalition whose members are the bits of the index
 * @param m - number of players, 0 to 30
 * @returns [m], in the unit of the worth
 * @see Shapley 1953, "A value for n-person games", Contributions to the Theory of Games II, equation 13
 * @example shapleyValues(Float64Array.of(0, 0, 0, 1), 2); // [0.5, 0.5]
 */
export function shapleyValues(worth: Float64Array, m: number): Float64Array {
  const weights = Array.from({ length: m }, (_, size) => 1 / (m * binomial(m - 1, size)));
  const values = new Float64Array(m);
  for (let bits = 0; bits < 2 ** m; bits += 1) {
    const weight = weights[bitCount(bits)];
    for (let player = 0; player < m; player += 1) {
      if ((bits >>> player) & 1) continue;
      values[player]! += weight! * (worth[bits | (1 << player)]! - worth[bits]!);
    }
  }
  return values;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
