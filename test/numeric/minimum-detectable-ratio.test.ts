import { describe, expect, it } from 'vitest';
import { minimumDetectableRatio } from '../../src/numeric/minimum-detectable-ratio.ts';
import { peerStatistics } from './peer-statistics.ts';

const of = (rate: number, n: number, nReference: number, power = 0.8): number | null =>
  minimumDetectableRatio({ rate, n, nReference, significance: 0.05, power });

describe('minimumDetectableRatio', () => {
  it.each(peerStatistics.power)(
    'undoes the power that SciPy gives a ratio of $ratio',
    ({ rate, n, nRef, ratio, power }) => {
      expect(of(rate, n, nRef, power)).toBeCloseTo(ratio, 9);
    },
  );

  it('comes nearer to 1 with more people', () => {
    expect(of(0.5, 1000, 1000)).toBeGreaterThan(of(0.5, 100, 1000)!);
  });

  it('is null where not even a rate of 0 would be seen, or nothing varies', () => {
    expect(of(0.1, 5, 5)).toBeNull();
    expect(of(0, 500, 500)).toBeNull();
    expect(of(1, 500, 500)).toBeNull();
  });
});
