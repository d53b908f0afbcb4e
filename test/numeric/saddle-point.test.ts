import { describe, expect, it } from 'vitest';
import { logBinomialDensity, logGamma, logPoissonDensity, stirlingError } from '../../src/numeric/saddle-point.ts';

describe('the saddle-point densities', () => {
  it('are those of small cases worked out by hand', () => {
    expect(Math.exp(logBinomialDensity(2, 5, 0.3))).toBeCloseTo(10 * 0.09 * 0.343, 14);
    expect(Math.exp(logPoissonDensity(3, 2))).toBeCloseTo((8 * Math.exp(-2)) / 6, 14);
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 14);
    expect(stirlingError(10)).toBeCloseTo(0.00833056343336287, 15);
  });

  it('sum to 1 however many trials there are', () => {
    for (const [n, p] of [
      [30, 0.02],
      [2000, 0.4],
    ] as const) {
      let sum = 0;
      for (let k = 0; k <= n; k += 1) sum += Math.exp(logBinomialDensity(k, n, p));
      expect(sum).toBeCloseTo(1, 12);
    }
  });

  it('are certain at the ends', () => {
    expect(logBinomialDensity(0, 4, 0)).toBe(0);
    expect(logBinomialDensity(1, 4, 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(logBinomialDensity(4, 4, 1)).toBe(0);
  });
});
