import { describe, expect, it } from 'vitest';
import { precisionOf } from '../../src/attribution/stop-rule.ts';

const diagonal = (...variances: number[]): Float64Array => {
  const m = variances.length;
  const matrix = new Float64Array(m * m);
  variances.forEach((variance, i) => {
    matrix[i * m + i] = variance;
  });
  return matrix;
};
const about = { empty: 0, full: 1, adverseIsHigh: true };

describe('precisionOf', () => {
  it('holds the largest standard error against the range of the attributions', () => {
    const { relativeError } = precisionOf(Float64Array.of(3, -1), diagonal(0.04, 0.01), about);
    expect(relativeError).toBeCloseTo(0.2 / 4, 12);
  });

  it('holds it against the mean share of the difference where all attributions are alike', () => {
    const { relativeError } = precisionOf(Float64Array.of(5, 5), diagonal(1, 1), { ...about, full: 10 });
    expect(relativeError).toBeCloseTo(1 / 5, 12);
  });

  it('is 0 for a constant model', () => {
    expect(precisionOf(Float64Array.of(0, 0), diagonal(0, 0), { ...about, full: 0 }).relativeError).toBe(0);
  });

  it('leaves the fourth place in doubt when the fifth is within two standard errors of it', () => {
    const values = Float64Array.of(9, 8, 7, 6, 5);
    const resolved = (variance: number): boolean =>
      precisionOf(values, diagonal(0, 0, 0, variance, variance), about).topFourResolved;
    expect(resolved(0.124)).toBe(true);
    expect(resolved(0.126)).toBe(false);
  });

  it('doubts every stated place, not the fourth alone', () => {
    const { topFourResolved } = precisionOf(Float64Array.of(9, 8, 7, 6, 5), diagonal(9, 0, 0, 0, 0), about);
    expect(topFourResolved).toBe(false);
  });

  it('has no doubt where fewer than four are adverse, or where the others are far below', () => {
    const values = Float64Array.of(9, 8, -1, -1, -1);
    expect(precisionOf(values, diagonal(1, 1, 1, 1, 1), about).topFourResolved).toBe(true);
    const low = precisionOf(values, diagonal(1, 1, 1, 1, 1), { ...about, adverseIsHigh: false });
    expect(low.topFourResolved).toBe(true);
  });
});
