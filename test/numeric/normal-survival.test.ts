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
    [1.959963984540054, 0.050000000000000027531],
    [5, 5.7330314375838782335e-7],
    [10, 1.5239706048321052132e-23],
    [10.701633132977318, 9.9999999999999160714e-27],
    [20, 5.5072482372124673902e-89],
    [30, 9.8134278542963741191e-198],
    [37, 1.1451142445049153645e-299],
    [37.06578788077213, 1.0000000000001075459e-300],
  ])('of z = %d is %d to twelve digits, on either side', (z, p) => {
    expect(Math.abs(twoSidedNormalP(z) / p - 1)).toBeLessThan(1e-12);
    expect(twoSidedNormalP(-z)).toBe(twoSidedNormalP(z));
  });

  it('is above 0 where 1 - CDF has long been 0, and beyond all doubles', () => {
    expect(twoSidedNormalP(Math.sqrt(114.5))).toBeCloseTo(1.02e-26, 28);
    expect(twoSidedNormalP(1e6)).toBe(Number.MIN_VALUE);
  });
});
