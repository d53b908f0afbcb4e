import { describe, expect, it } from 'vitest';
import { normalSurvival, twoSidedNormalP } from '../../src/numeric/normal-survival.ts';

describe('normalSurvival', () => {
  it('is a half at 0, and both tails sum to 1', () => {
    expect(normalSurvival(0)).toBe(0.5);
    expect(normalSurvival(1.3) + normalSurvival(-1.3)).toBeCloseTo(1, 15);
  });
});

describe('twoSidedNormalP', () => {
  // mpmath 1.4.1, erfc(z / sqrt 2) with 40 digits
  it.each([
    [1.959963984540054, 0.05000000000000003],
    [5, 5.733031437583878e-7],
    [10, 1.523970604832105e-23],
    [10.701633132977317, 9.999999999999916e-27],
    [20, 5.5072482372124675e-89],
    [30, 9.813427854296374e-198],
    [37, 1.1451142445049154e-299],
    [37.06578788077213, 1.0000000000001076e-300],
  ])('of z = %d is %d to twelve digits, on either side', (z, p) => {
    expect(Math.abs(twoSidedNormalP(z) / p - 1)).toBeLessThan(1e-12);
    expect(twoSidedNormalP(-z)).toBe(twoSidedNormalP(z));
  });

  it('is above 0 where 1 - CDF has long been 0, and beyond all doubles', () => {
    expect(twoSidedNormalP(Math.sqrt(114.5)).toPrecision(3)).toBe('1.01e-26');
    expect(twoSidedNormalP(1e6)).toBe(Number.MIN_VALUE);
  });
});
