import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { semidefiniteRoot } from '../../src/numeric/semidefinite-root.ts';

const product = (factor: readonly number[], n: number, width: number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return Array.from({ length: width }, (_, k) => factor[i * width + k]! * factor[j * width + k]!).reduce(
      (sum, value) => sum + value,
      0,
    );
  });

describe('semidefiniteRoot', () => {
  it('squares to the matrix, whatever its rank', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 36, maxLength: 36 }),
        (n, width, numbers) => {
          const matrix = product(numbers, n, width);
          const root = semidefiniteRoot(matrix, n);
          const again = product([...root], n, n);
          matrix.forEach((value, at) => {
            expect(Math.abs(again[at]! - value)).toBeLessThan(1e-5);
          });
        },
      ),
      { seed: 21, numRuns: 200 },
    );
  });

  it('is a lower triangle, and 0 for a matrix of zeros', () => {
    expect([...semidefiniteRoot(Float64Array.of(4, 2, 2, 5), 2)]).toEqual([2, 0, 1, 2]);
    expect([...semidefiniteRoot(new Float64Array(9), 3)]).toEqual(Array(9).fill(0));
  });
});
