import { describe, expect, it } from 'vitest';
import { cholesky, solveCholesky } from '../../src/numeric/cholesky.ts';

describe('cholesky', () => {
  it('factors and solves a known system', () => {
    // Golub & Van Loan's kind of example: A = [[4, 2], [2, 3]], b = [8, 7] has x = [1.25, 1.5].
    const lower = cholesky(Float64Array.of(4, 2, 2, 3), 2)!;
    expect([...lower]).toEqual([2, 0, 1, Math.SQRT2]);
    expect([...solveCholesky(lower, [8, 7], 2)].map((value) => Number(value.toFixed(12)))).toEqual([1.25, 1.5]);
  });

  it('gives null for a singular matrix', () => {
    expect(cholesky(Float64Array.of(1, 1, 1, 1), 2)).toBeNull();
  });
});
