import { describe, expect, it } from 'vitest';
import { kolmogorovP } from '../../src/numeric/kolmogorov.ts';
import { expectSameP, peerStatistics } from './peer-statistics.ts';

describe('kolmogorovP', () => {
  it.each(peerStatistics.kolmogorov)('is SciPy\u2019s limit law at lambda = $lambda', ({ lambda, p }) => {
    const [n, m] = [300, 500];
    const root = Math.sqrt((n * m) / (n + m));
    expectSameP(kolmogorovP(lambda / (root + 0.12 + 0.11 / root), n, m), p);
  });

  it('is 1 for no distance', () => {
    expect(kolmogorovP(0, 10, 10)).toBe(1);
  });
});
