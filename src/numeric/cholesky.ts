/**
 * The lower triangle L of a symmetric positive definite matrix, A = L L'.
 *
 * @param matrix - [n, n], row-major; only the lower triangle is read
 * @returns L, [n, n], row-major; null when the matrix is not positive definite to working precision
 * @see Golub & Van Loan 2013, Matrix Computations, 4th ed., algorithm 4.2.1
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array | null {
  const lower = new Float64Array(n * n);
  for (let column = 0; column < n; column += 1) {
    for (let row = column; row < n; row += 1) {
      let rest = matrix[row * n + column]!;
      for (let k = 0; k < column; k += 1) rest -= lower[row * n + k]! * lower[column * n + k]!;
      if (row > column) lower[row * n + column] = rest / lower[column * n + column]!;
      else if (rest > matrix[row * n + row]! * 1e-13) lower[row * n + row] = Math.sqrt(rest);
      else return null;
    }
  }
  return lower;
}

/**
 * Solves L L' x = b.
 * @param lower - [n, n] from `cholesky`
 * @param right - [n]
 * @returns x, [n]
 */
export function solveCholesky(lower: Float64Array, right: ArrayLike<number>, n: number): Float64Array {
  const x = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    let rest = right[row]!;
    for (let k = 0; k < row; k += 1) rest -= lower[row * n + k]! * x[k]!;
    x[row] = rest / lower[row * n + row]!;
  }
  for (let row = n - 1; row >= 0; row -= 1) {
    let rest = x[row]!;
    for (let k = row + 1; k < n; k += 1) rest -= lower[k * n + row]! * x[k]!;
    x[row] = rest / lower[row * n + row]!;
  }
  return x;
}
