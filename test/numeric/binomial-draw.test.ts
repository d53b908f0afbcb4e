import { describe, expect, it } from 'vitest';
import { drawBinomial, drawMultinomial } from '../../src/numeric/binomial-draw.ts';
import { chiSquareSurvival } from '../../src/numeric/chi-square.ts';
import { logBinomialDensity } from '../../src/numeric/saddle-point.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

const seed = '00000001000000020000000300000004';

/** p of Pearson's test that draws follow the density; values expected fewer than 5 times are put together. */
function closeness(draws: number[], n: number, p: number): number {
  let [statistic, bins, restSeen, restExpected] = [0, 0, 0, 0];
  for (let k = 0; k <= n; k += 1) {
    const expected = draws.length * Math.exp(logBinomialDensity(k, n, p));
    const seen = draws.filter((each) => each === k).length;
    if (expected < 5) {
      restSeen += seen;
      restExpected += expected;
    } else {
      statistic += (seen - expected) ** 2 / expected;
      bins += 1;
    }
  }
  if (restExpected > 0.5) {
    statistic += (restSeen - restExpected) ** 2 / restExpected;
    bins += 1;
  }
  return chiSquareSurvival(statistic, bins - 1);
}

describe('drawBinomial', () => {
  it.each([
    [12, 0.3],
    [40, 0.05],
    [60, 0.5],
    [100, 0.83],
    [200, 0.2],
  ])('follows the distribution of %d trials of chance %d', (n, p) => {
    const prng = xoshiro128(seed);
    const draws = Array.from({ length: 20_000 }, () => drawBinomial(prng, n, p));
    expect(closeness(draws, n, p)).toBeGreaterThan(1e-3);
  });

  it('is certain at the ends, and the same for the same seed', () => {
    const prng = xoshiro128(seed);
    expect([drawBinomial(prng, 0, 0.5), drawBinomial(prng, 9, 0), drawBinomial(prng, 9, 1)]).toEqual([0, 0, 9]);
    const run = (): number[] => {
      const fresh = xoshiro128(seed);
      return [1e6, 1e9, 3].map((n) => drawBinomial(fresh, n, 0.37));
    };
    expect(run()).toEqual(run());
    expect(Math.abs(run()[1]! - 0.37e9)).toBeLessThan(6 * Math.sqrt(1e9 * 0.37 * 0.63));
  });
});

describe('drawMultinomial', () => {
  it('deals out every row, none to a cell without chance, and follows the shares', () => {
    const prng = xoshiro128(seed);
    const [counts, target, sums] = [[10, 0, 30, 60], new Float64Array(4), [0, 0, 0, 0]];
    for (let round = 0; round < 2000; round += 1) {
      drawMultinomial(prng, counts, 100, target);
      expect(target.reduce((sum, each) => sum + each, 0)).toBe(100);
      for (const [index, each] of target.entries()) sums[index]! += each;
    }
    expect(sums[1]).toBe(0);
    for (const [index, count] of counts.entries()) expect(Math.abs(sums[index]! / 2000 - count)).toBeLessThan(0.5);
  });
});
