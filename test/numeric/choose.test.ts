import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseWithoutReplacement } from '../../src/numeric/choose.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

const prng = () => xoshiro128('0123456789abcdef0123456789abcdef');

describe('chooseWithoutReplacement', () => {
  it('gives ascending, different indices below n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }), (n, count) => {
        const chosen = chooseWithoutReplacement(prng(), n, count);
        expect(chosen).toHaveLength(Math.min(n, count));
        expect(chosen.every((index, i) => index >= 0 && index < n && (i === 0 || index > chosen[i - 1]!))).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it('chooses each pair of five equally often', () => {
    const source = prng();
    const counts = new Map<string, number>();
    for (let i = 0; i < 20_000; i += 1) {
      const key = chooseWithoutReplacement(source, 5, 2).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(10);
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chiSquare).toBeLessThan(27.88); // 0.999 quantile, 9 degrees of freedom
  });
});
