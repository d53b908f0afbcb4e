/**
 * The inverse of A = L L', as A^-1 = L^-1' L^-1.
 *
 * @param lower - [n, n] from `cholesky`
 * @returns the rows of A^-1, each [n]
 * @see Golub & Van Loan 2013, Matrix Computations, 4th ed., section 3.1.2 on forward substitution
 */
export function invertCholesky(lower: Float64Array, n: number): Float64Array[] {
  const columns = Array.from({ length: n }, (_, j) => {
    const column = new Float64Array(n);
    for (let row = j; row < n; row += 1) {
      let rest = row === j ? 1 : 0;
      for (let k = j; k < row; k += 1) rest -= lower[row * n + k]! * column[k]!;
      column[row] = rest / lower[row * n + row]!;
    }
    return column;
  });
  const inverse = Array.from({ length: n }, () => new Float64Array(n));
  for (let i = 0; i < n; i += 1) {
    const one = columns[i]!;
    for (let j = 0; j <= i; j += 1) {
      const other = columns[j]!;
      let sum = 0;
      for (let k = i; k < n; k += 1) sum += one[k]! * other[k]!;
      inverse[i]![j] = sum;
      inverse[j]![i] = sum;
    }
  }
  return inverse;
}
