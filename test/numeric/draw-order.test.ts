import { describe, expect, it } from 'vitest';
import { drawOrder } from '../../src/numeric/draw-order.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

const seedOf = (n: number): string => n.toString(16).padStart(32, '0');

describe('drawOrder', () => {
  it('draws each number once', () => {
    for (const n of [1, 2, 7, 100]) {
      const next = drawOrder(xoshiro128(seedOf(n)), n);
      const drawn = Array.from({ length: n }, next);
      expect(next).toThrow(RangeError);
      expect(drawn.sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }
  });

  it('draws every ordered pair out of four as often as any other', () => {
    const counts = new Map<string, number>();
    const prng = xoshiro128(seedOf(5));
    for (let draw = 0; draw < 12_000; draw += 1) {
      const next = drawOrder(prng, 4);
      const pair = `${next()} ${next()}`;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    expect(counts.size).toBe(12);
    // Chi-square with 11 degrees of freedom; the 0.999 quantile is 31.26.
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(31.26);
  });

  it('remembers what it drew, not what it could draw', () => {
    const next = drawOrder(xoshiro128(seedOf(9)), 2 ** 32);
    const drawn = Array.from({ length: 1000 }, next);
    expect(new Set(drawn).size).toBe(1000);
    expect(Math.max(...drawn)).toBeGreaterThan(2 ** 31);
  });
});
