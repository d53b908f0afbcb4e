/**
 * The Walsh-Hadamard transform, in place and unscaled:
 *
 *     F(s) = sum over k of f(k) * (-1)^(number of bits that s and k share)
 *
 * @param values - [2^m]
 * @see Fino & Algazi 1976, "Unified matrix treatment of the fast Walsh-Hadamard transform", IEEE Transactions on Computers 25(11)
 * @example walshTransform(Float64Array.of(1, 2)); // [3, -1]
 */
export function walshTransform(values: Float64Array): Float64Array {
  for (let half = 1; half < values.length; half *= 2) {
    for (let block = 0; block < values.length; block += 2 * half) {
      for (let at = block; at < block + half; at += 1) {
        const one = values[at]!;
        const other = values[at + half]!;
        values[at] = one + other;
        values[at + half] = one - other;
      }
    }
  }
  return values;
}
