import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '../../src/numeric/wilson.ts';

const z = 1.959963984540054;

describe('wilson', () => {
  // statsmodels 0.15.0, proportion_confint(method='wilson')
  it.each([
    [0, 10, 0, 0.2775327998628892],
    [10, 10, 0.7224672001371107, 1],
    [12, 40, 0.18074845229746528, 0.45430018818144935],
    [48, 80, 0.4904546500516039, 0.7003817240412905],
  ])('of %d in %d runs from %d to %d', (x, n, low, high) => {
    const found = wilson({ x, n }, z);
    expect(Math.abs(found.low - low)).toBeLessThan(1e-14);
    expect(Math.abs(found.high - high)).toBeLessThan(1e-14);
  });

  it('ends exactly at 0 and at 1, for any n', () => {
    for (let n = 1; n < 500; n += 1) {
      expect(wilson({ x: 0, n }, z).low).toBe(0);
      expect(wilson({ x: n, n }, z).high).toBe(1);
    }
  });

  it('holds the rate, lies in [0, 1] and shrinks with ten times the counts', () => {
    const counts = fc.integer({ min: 1, max: 1e6 }).chain((n) => fc.record({ x: fc.nat(n), n: fc.constant(n) }));
    fc.assert(
      fc.property(counts, ({ x, n }) => {
        const one = wilson({ x, n }, z);
        const ten = wilson({ x: 10 * x, n: 10 * n }, z);
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(one.low).toBeLessThanOrEqual(x / n);
        expect(one.high).toBeGreaterThanOrEqual(x / n);
        expect(ten.high - ten.low).toBeLessThan(one.high - one.low);
      }),
      { seed: 2 },
    );
  });
});
