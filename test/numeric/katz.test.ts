import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { katz } from '../../src/numeric/katz.ts';

const z = 1.959963984540054;

describe('katz', () => {
  // By the formula of Katz et al. 1978; statsmodels 0.15.0 agrees (Table2x2.riskratio_confint)
  it.each([
    [12, 40, 48, 80, 0.3014329410455969, 0.8293718633829844, false],
    [0, 10, 5, 20, 0.01053646604627173, 2.858728272773937, true],
  ])('of %d/%d against %d/%d runs from %d to %d', (x, n, x2, n2, low, high, corrected) => {
    const found = katz({ x, n }, { x: x2, n: n2 }, z);
    expect(Math.abs(found.low / low - 1)).toBeLessThan(1e-13);
    expect(Math.abs(found.high / high - 1)).toBeLessThan(1e-13);
    expect(found.corrected).toBe(corrected);
  });

  it('has a width where both rates are 1, and says that it was corrected', () => {
    const found = katz({ x: 8, n: 8 }, { x: 40, n: 40 }, z);
    expect(found.low).toBeLessThan(1);
    expect(found.high).toBeGreaterThan(1);
    expect(found.corrected).toBe(true);
  });

  it('is the reciprocal when the two rates are exchanged', () => {
    const counts = fc.integer({ min: 1, max: 1e5 }).chain((n) => fc.record({ x: fc.nat(n), n: fc.constant(n) }));
    fc.assert(
      fc.property(counts, counts, (one, two) => {
        const there = katz(one, two, z);
        const back = katz(two, one, z);
        expect(Math.abs(there.low * back.high - 1)).toBeLessThan(1e-9);
        expect(Math.abs(there.high * back.low - 1)).toBeLessThan(1e-9);
      }),
      { seed: 4 },
    );
  });
});
