import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightedRidge } from '../../src/numeric/weighted-ridge.ts';

const finite = fc.double({ min: -100, max: 100, noNaN: true });

describe('weightedRidge', () => {
  it('is the example of its page', () => {
    const { coefficients, intercept } = weightedRidge([Float64Array.of(0, 2)], [0, 2], [1, 1], 2);
    expect([...coefficients]).toEqual([0.5]);
    expect(intercept).toBe(0.5);
  });

  it('comes to least squares as alpha comes to 0', () => {
    const x = Float64Array.of(1, 2, 3, 4);
    const found = weightedRidge([x], [3, 5, 7, 9], [1, 2, 3, 4], 1e-12);
    expect(found.coefficients[0]).toBeCloseTo(2, 9);
    expect(found.intercept).toBeCloseTo(1, 9);
    expect(found.r2).toBeCloseTo(1, 12);
  });

  it('takes a doubled weight as a row written twice', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(finite, finite, finite), { minLength: 3, maxLength: 8 }), (rows) => {
        const columns = (list: typeof rows): Float64Array[] =>
          [0, 1].map((i) => Float64Array.from(list, (row) => row[i]!));
        const twice = [...rows, rows[0]!];
        const weights = rows.map((_, index) => (index === 0 ? 2 : 1));
        const one = weightedRidge(
          columns(rows),
          rows.map(([, , y]) => y),
          weights,
          1,
        );
        const other = weightedRidge(
          columns(twice),
          twice.map(([, , y]) => y),
          twice.map(() => 1),
          1,
        );
        expect(one.intercept).toBeCloseTo(other.intercept, 7);
        one.coefficients.forEach((value, i) => {
          expect(value).toBeCloseTo(other.coefficients[i]!, 7);
        });
      }),
      { seed: 20250530, numRuns: 100 },
    );
  });

  it('refuses a penalty that leaves the system singular', () => {
    expect(() => weightedRidge([Float64Array.of(1, 1)], [1, 2], [1, 1], 0)).toThrow(RangeError);
  });
});
