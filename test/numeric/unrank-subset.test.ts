import { describe, expect, it } from 'vitest';
import { binomial } from '../../src/numeric/binomial.ts';
import { unrankSubset } from '../../src/numeric/unrank-subset.ts';

describe('unrankSubset', () => {
  it('lists the subsets of two out of four in lexicographic order', () => {
    expect([0, 1, 2, 3, 4, 5].map((rank) => unrankSubset(rank, 4, 2).join(''))).toEqual([
      '01',
      '02',
      '03',
      '12',
      '13',
      '23',
    ]);
  });

  it('gives each subset of each size once, ascending', () => {
    for (let size = 0; size <= 9; size += 1) {
      const subsets = Array.from({ length: binomial(9, size) }, (_, rank) => unrankSubset(rank, 9, size));
      for (const subset of subsets) {
        expect(subset).toHaveLength(size);
        expect(subset).toEqual([...new Set(subset)].sort((a, b) => a - b));
        expect(subset.every((member) => member >= 0 && member < 9)).toBe(true);
      }
      expect(new Set(subsets.map((subset) => subset.join())).size).toBe(binomial(9, size));
    }
  });
});
