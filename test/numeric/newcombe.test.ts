import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombe } from '../../src/numeric/newcombe.ts';

const z = 1.959963984540054;

describe('newcombe', () => {
  it('of 12/40 against 48/80 is as statsmodels 0.15.0 has it, method newcomb', () => {
    const { low, high } = newcombe({ x: 12, n: 40 }, { x: 48, n: 80 }, z);
    expect(Math.abs(low + 0.45587630400722146)).toBeLessThan(1e-14);
    expect(Math.abs(high + 0.11076804770824972)).toBeLessThan(1e-14);
  });

  it('of 56/70 against 48/80 is as published (Newcombe 1998, table II, method 10, case a)', () => {
    const { low, high } = newcombe({ x: 56, n: 70 }, { x: 48, n: 80 }, z);
    expect(low.toFixed(4)).toBe('0.0524');
    expect(high.toFixed(4)).toBe('0.3339');
  });

  it('turns about 0 when the two rates are exchanged, and holds their difference', () => {
    const counts = fc.integer({ min: 1, max: 1e5 }).chain((n) => fc.record({ x: fc.nat(n), n: fc.constant(n) }));
    fc.assert(
      fc.property(counts, counts, (one, two) => {
        const there = newcombe(one, two, z);
        const back = newcombe(two, one, z);
        expect(there.low).toBeCloseTo(-back.high, 14);
        expect(there.high).toBeCloseTo(-back.low, 14);
        expect(there.low).toBeLessThanOrEqual(one.x / one.n - two.x / two.n);
        expect(there.high).toBeGreaterThanOrEqual(one.x / one.n - two.x / two.n);
        expect(Math.max(-there.low, there.high)).toBeLessThanOrEqual(1);
      }),
      { seed: 3 },
    );
  });
});
