import { describe, expect, it } from 'vitest';
import { differenceError, topProbabilities } from '../../src/attribution/rank-probability.ts';
import { normalSurvival } from '../../src/numeric/normal-survival.ts';

const seed = '0123456789abcdef0123456789abcdef';

describe('topProbabilities', () => {
  it('is 1 and 0 where nothing was drawn', () => {
    expect([...topProbabilities(Float64Array.of(3, -1, 2, 1), new Float64Array(16), { top: 2, seed })]).toEqual([
      1, 0, 1, 0,
    ]);
  });

  it('is the normal probability of the order of two, whose errors go together', () => {
    // The difference has the mean 1 and the variance 4 + 1 - 2 * 1.5 = 2.
    const found = topProbabilities(Float64Array.of(21, 20), Float64Array.of(4, 1.5, 1.5, 1), { top: 1, seed });
    const exact = 1 - normalSurvival(1 / Math.SQRT2);
    expect(Math.abs(found[0]! - exact)).toBeLessThan(0.015);
    expect(found[0]! + found[1]!).toBeCloseTo(1, 12);
    const apart = topProbabilities(Float64Array.of(21, 20), Float64Array.of(4, 0, 0, 1), { top: 1, seed });
    expect(Math.abs(apart[0]! - (1 - normalSurvival(1 / Math.sqrt(5))))).toBeLessThan(0.015);
    expect(Math.abs(apart[0]! - found[0]!)).toBeGreaterThan(0.05);
  });

  it('counts only what is above 0', () => {
    const [found] = topProbabilities(Float64Array.of(1), Float64Array.of(1), { top: 4, seed });
    expect(Math.abs(found! - (1 - normalSurvival(1)))).toBeLessThan(0.015);
  });

  it('gives the same bits for the same seed', () => {
    const run = (from: string): number[] => [
      ...topProbabilities(Float64Array.of(1, 0.5, 0.4), Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), {
        top: 1,
        seed: from,
      }),
    ];
    expect(run(seed)).toEqual(run(seed));
    expect(run(seed)).not.toEqual(run(seed.replace('0', '1')));
  });
});

describe('differenceError', () => {
  it('is 0 for errors that are one and the same', () => {
    expect(differenceError([4, 4, 4, 4], 2, [0, 1])).toBe(0);
    expect(differenceError([4, 0, 0, 5], 2, [0, 1])).toBe(3);
    expect(differenceError([4, -2, -2, 8], 2, [1, 0])).toBe(4);
  });
});
