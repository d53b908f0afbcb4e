import { describe, expect, it } from 'vitest';
import { normalDraw } from '../../src/numeric/normal-draw.ts';
import { normalSurvival } from '../../src/numeric/normal-survival.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

describe('normalDraw', () => {
  it('has the tails of a normal distribution, to what 200 000 draws tell', () => {
    const prng = xoshiro128('0123456789abcdef0123456789abcdef');
    const draws = Float64Array.from({ length: 200_000 }, () => normalDraw(prng)).sort();
    for (const z of [-2.5, -1.96, -1, -0.3, 0, 0.5, 1.645, 2.5]) {
      const above = draws.filter((draw) => draw > z).length / draws.length;
      // 0.003 for the shape, 0.0045 for four standard errors of a share.
      expect(Math.abs(above - normalSurvival(z))).toBeLessThan(0.0075);
    }
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.015);
  });

  it('lies between the sums of the least and the largest integers', () => {
    const stream = (value: number) => ({ next: () => value, below: () => 0 });
    expect(normalDraw(stream(0))).toBeCloseTo(-6, 8);
    expect(normalDraw(stream(2 ** 32 - 1))).toBeCloseTo(6, 8);
  });
});
