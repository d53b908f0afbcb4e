import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMember } from '../../src/attribution/coalition.ts';
import { pairCount, pairedDesign } from '../../src/attribution/paired-design.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

const prng = () => xoshiro128('0123456789abcdef0123456789abcdef');
const membersOf = (coalition: Uint32Array, m: number): number[] =>
  Array.from({ length: m }, (_, i) => i).filter((i) => isMember(coalition, i));

describe('pairedDesign', () => {
  it('weighs coalitions of four players as the Shapley kernel does', () => {
    const { coalitions, weights } = pairedDesign(4, pairCount(4), prng());
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    coalitions.forEach((coalition, row) => {
      const size = membersOf(coalition, 4).length;
      expect(weights[row]! / total).toBeCloseTo(size === 2 ? 0.0454545455 : 0.0909090909, 9);
    });
  });

  it('holds every coalition but the empty and the full one once, when the budget allows', () => {
    for (let m = 2; m <= 11; m += 1) {
      const { coalitions } = pairedDesign(m, pairCount(m), prng());
      expect(new Set(coalitions.map((coalition) => coalition[0])).size).toBe(2 ** m - 2);
      expect(coalitions).toHaveLength(2 ** m - 2);
    }
  });

  it('puts each coalition beside its complement, and draws none twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 70 }), fc.integer({ min: 20, max: 300 }), (m, budget) => {
        const { coalitions, strata } = pairedDesign(m, budget, prng());
        for (let row = 0; row < coalitions.length; row += 2) {
          const one = membersOf(coalitions[row]!, m);
          const other = membersOf(coalitions[row + 1]!, m);
          expect([...one, ...other].sort((a, b) => a - b)).toEqual(Array.from({ length: m }, (_, i) => i));
        }
        expect(new Set(coalitions.map((coalition) => coalition.join())).size).toBe(coalitions.length);
        expect(strata.flatMap(({ pairs }) => pairs).sort((a, b) => a - b)).toEqual(
          Array.from({ length: coalitions.length / 2 }, (_, pair) => pair),
        );
        expect(coalitions.length / 2).toBeLessThanOrEqual(Math.max(budget, 2 * strata.length));
        if (budget <= pairCount(m)) expect(coalitions.length / 2).toBeGreaterThanOrEqual(budget - strata.length);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('draws the middle size of an even number in pairs as well', () => {
    const { strata } = pairedDesign(14, 400, prng());
    expect(strata.at(-1)).toMatchObject({ size: 7, total: 1716 });
    expect(strata.map(({ size }) => size)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('gives E[z z] its known off-diagonal value when all coalitions are there', () => {
    // Covert & Lee 2021: p = sum_{s=2}^{m-1} (s-1)/(m-s) / (m (m-1) sum_{s=1}^{m-1} 1/(s (m-s)))
    for (let m = 3; m <= 12; m += 1) {
      const sizes = Array.from({ length: m - 1 }, (_, i) => i + 1);
      const above = sizes.slice(1).reduce((sum, s) => sum + (s - 1) / (m - s), 0);
      const below = m * (m - 1) * sizes.reduce((sum, s) => sum + 1 / (s * (m - s)), 0);
      const { coalitions, weights } = pairedDesign(m, pairCount(m), prng());
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const together = coalitions.reduce(
        (sum, z, row) => sum + (isMember(z, 0) && isMember(z, 1) ? weights[row]! : 0),
        0,
      );
      expect(Math.abs(together / total - above / below)).toBeLessThan(1e-13);
    }
  });
});
