import { describe, expect, it } from 'vitest';
import { cholesky } from '../../src/numeric/cholesky.ts';
import { invertCholesky } from '../../src/numeric/invert-cholesky.ts';

describe('invertCholesky', () => {
  it('times the matrix is the identity', () => {
    for (const n of [1, 2, 5, 30]) {
      const matrix = Float64Array.from({ length: n * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        return (i === j ? n : 0) + 1 / (1 + i + j);
      });
      const inverse = invertCholesky(cholesky(matrix, n)!, n);
      for (let i = 0; i < n; i += 1) {
        for (let j = 0; j < n; j += 1) {
          const product = inverse[i]!.reduce((sum, value, k) => sum + value * matrix[k * n + j]!, 0);
          expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-12);
        }
      }
    }
  });
});
