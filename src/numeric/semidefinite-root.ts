/**
 * A lower triangle L of a symmetric positive semidefinite matrix, A = L L'. Where A has no width left in a direction,
 * the column of L is 0.
 *
 * @param matrix - [n, n], row-major; only the lower triangle is read
 * @returns L, [n, n], row-major
 * @see Higham 2002, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 10.3
 */
export function semidefiniteRoot(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  let widest = 0;
  for (let i = 0; i < n; i += 1) widest = Math.max(widest, matrix[i * n + i]!);
  for (let column = 0; column < n; column += 1) {
    let rest = matrix[column * n + column]!;
    for (let k = 0; k < column; k += 1) rest -= lower[column * n + k]! ** 2;
    if (!(rest > widest * 1e-12)) continue;
    const pivot = Math.sqrt(rest);
    lower[column * n + column] = pivot;
    for (let row = column + 1; row < n; row += 1) {
      let value = matrix[row * n + column]!;
      for (let k = 0; k < column; k += 1) value -= lower[row * n + k]! * lower[column * n + k]!;
      lower[row * n + column] = value / pivot;
    }
  }
  return lower;
}
