import { binomial } from '../numeric/binomial.ts';

/**
 * Shapley values from the worth of every coalition.
 *
 *     phi_i = sum over S without i of  |S|! (m - |S| - 1)! / m!  *  (v(S with i) - v(S))
 *
 * @param worth - [2^m]: the worth of the coalition whose members are the bits of the index
 * @param m - number of players, 0 to 30
 * @param weights - `coalitionWeights(m)`, for callers who solve many games of one size
 * @returns [m], in the unit of the worth
 * @see Shapley 1953, "A value for n-person games", Contributions to the Theory of Games II, equation 13
 * @example shapleyValues(Float64Array.of(0, 0, 0, 1), 2); // [0.5, 0.5]
 */
export function shapleyValues(
  worth: Float64Array,
  m: number,
  weights: Float64Array = coalitionWeights(m),
): Float64Array {
  const count = 2 ** m;
  return Float64Array.from({ length: m }, (_, player) => {
    const bit = 1 << player;
    let value = 0;
    for (let block = 0; block < count; block += 2 * bit) {
      for (let without = block; without < block + bit; without += 1) {
        value += weights[without]! * (worth[without + bit]! - worth[without]!);
      }
    }
    return value;
  });
}

/** [2^m]: |S|! (m - |S| - 1)! / m! for the coalition S of the bits of each index; 0 for the full one, which nobody joins. */
export function coalitionWeights(m: number): Float64Array {
  const bySize = Array.from({ length: m }, (_, size) => 1 / (m * binomial(m - 1, size)));
  const sizes = new Uint8Array(2 ** m);
  return Float64Array.from(sizes, (_, bits) => {
    sizes[bits] = sizes[bits >>> 1]! + (bits & 1);
    return bySize[sizes[bits]!] ?? 0;
  });
}
