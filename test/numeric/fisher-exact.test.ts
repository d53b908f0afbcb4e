import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherExact, fisherMidP } from '../../src/numeric/fisher-exact.ts';
import { expectSameP, peerStatistics } from './peer-statistics.ts';

describe('fisherExact', () => {
  // Exact rational sums (Python's comb and Fraction), rounded to 20 digits
  it.each([
    [3, 4, 2, 6, 0.5238095238095238],
    [0, 10, 5, 20, 0.14003620900172625],
    [12, 40, 48, 80, 0.003409221767849182],
    [0, 1500, 30, 1500, 1.6089072230380617e-9],
    [7, 1000, 2, 100000, 3.232202662810437e-13],
    [0, 400, 400, 400, 1.0635896769518568e-239],
  ])('of %d/%d against %d/%d is %d', (x, n, x2, n2, p) => {
    expect(Math.abs(fisherExact({ x, n }, { x: x2, n: n2 }) / p - 1)).toBeLessThan(1e-11);
  });

  it('stays above 0 where the true value, 5e-360, is below all doubles', () => {
    expect(fisherExact({ x: 0, n: 600 }, { x: 600, n: 600 })).toBe(Number.MIN_VALUE);
  });

  it('is 1 where nothing varies, and for an empty group', () => {
    expect(fisherExact({ x: 0, n: 8 }, { x: 0, n: 5 })).toBe(1);
    expect(fisherExact({ x: 8, n: 8 }, { x: 5, n: 5 })).toBe(1);
    expect(fisherExact({ x: 0, n: 0 }, { x: 3, n: 5 })).toBe(1);
  });

  const counts = fc.integer({ min: 1, max: 40 }).chain((n) => fc.record({ x: fc.nat(n), n: fc.constant(n) }));

  it('equals the sum over all tables with exact integers', () => {
    fc.assert(
      fc.property(counts, counts, (one, two) => {
        expect(fisherExact(one, two)).toBeCloseTo(enumerated(one.x, one.n, two.x, two.n), 12);
      }),
      { seed: 6 },
    );
  });

  it('is the same for exchanged groups and for exchanged outcomes', () => {
    fc.assert(
      fc.property(counts, counts, (one, two) => {
        const p = fisherExact(one, two);
        const turned = fisherExact({ x: one.n - one.x, n: one.n }, { x: two.n - two.x, n: two.n });
        expect(fisherExact(two, one)).toBeCloseTo(p, 12);
        expect(turned).toBeCloseTo(p, 12);
      }),
      { seed: 7 },
    );
  });
});

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 1n; i <= BigInt(k); i += 1n) result = (result * (BigInt(n) - i + 1n)) / i;
  return result;
}

function enumerated(x: number, n: number, x2: number, n2: number): number {
  const hits = x + x2;
  const tables = Array.from({ length: n + 1 }, (_, k) => choose(n, k) * choose(n2, hits - k));
  const observed = tables[x]!;
  const sum = tables.filter((table) => table * 10n ** 7n <= observed * (10n ** 7n + 1n)).reduce((a, b) => a + b, 0n);
  return Number((sum * 10n ** 18n) / choose(n + n2, hits)) / 1e18;
}

describe('fisherMidP', () => {
  it.each(peerStatistics.pairs)(
    'is what SciPy\u2019s terms give for $x/$n against $xRef/$nRef',
    ({ x, n, xRef, nRef, midP, fisher }) => {
      expectSameP(fisherExact({ x, n }, { x: xRef, n: nRef }), fisher);
      expectSameP(fisherMidP({ x, n }, { x: xRef, n: nRef }), midP);
    },
  );
});
