import { describe, expect, it } from 'vitest';
import { normalSurvival } from '../../src/numeric/normal-survival.ts';
import { probit } from '../../src/numeric/probit.ts';

describe('probit', () => {
  it('is odd about one half, infinite at the ends and undone by the distribution', () => {
    expect([probit(0), probit(0.5), probit(1)]).toEqual([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
    expect(probit(0.975)).toBeCloseTo(1.959963984540054, 13);
    for (const p of [1e-6, 0.01, 0.3, 0.8]) expect(normalSurvival(-probit(p))).toBeCloseTo(p, 13);
  });
});
