import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalZ } from '../../src/numeric/normal-quantile.ts';
import { twoSidedNormalP } from '../../src/numeric/normal-survival.ts';

describe('criticalZ', () => {
  // SciPy 1.17.1, norm.ppf((1 + confidence) / 2)
  it.each([
    [0.5, 0.6744897501960817],
    [0.9, 1.6448536269514722],
    [0.95, 1.959963984540054],
    [0.99, 2.5758293035489004],
    [0.999, 3.2905267314919255],
  ])('for %d is %d', (confidence, z) => {
    expect(Math.abs(criticalZ(confidence) - z)).toBeLessThan(1e-13);
  });

  it('takes away what twoSidedNormalP leaves', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.999999, noNaN: true }), (confidence) => {
        expect(twoSidedNormalP(criticalZ(confidence))).toBeCloseTo(1 - confidence, 13);
      }),
      { seed: 1 },
    );
  });

  it.each([0, 1, -0.5, 95, Number.NaN])('does not take a confidence of %d', (confidence) => {
    expect(() => criticalZ(confidence)).toThrow(RangeError);
  });
});
