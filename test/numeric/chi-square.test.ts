import { describe, expect, it } from 'vitest';
import { chiSquareSurvival } from '../../src/numeric/chi-square.ts';
import { expectSameP, peerStatistics } from './peer-statistics.ts';

describe('chiSquareSurvival', () => {
  it.each(peerStatistics.chiSquareTail)('is what SciPy gives at $x with $df degrees of freedom', ({ x, df, p }) => {
    expectSameP(chiSquareSurvival(x, df), p);
  });

  it('is 1 at 0, and never 0: 1 - CDF is 0 from about 70 on', () => {
    expect(chiSquareSurvival(0, 3)).toBe(1);
    expect(chiSquareSurvival(114.5, 1)).toBeGreaterThan(1e-27);
    expect(chiSquareSurvival(1e5, 1)).toBe(Number.MIN_VALUE);
  });
});
