import { describe, expect, it } from 'vitest';
import { bcaInterval } from '../../src/numeric/bca.ts';
import { drawBinomial } from '../../src/numeric/binomial-draw.ts';
import { wilson } from '../../src/numeric/wilson.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

describe('bcaInterval', () => {
  it('of a rate comes near Wilson\u2019s', () => {
    const prng = xoshiro128('00000001000000020000000300000004');
    const [x, n] = [60, 200];
    const found = bcaInterval({
      estimate: x / n,
      replicates: Array.from({ length: 5000 }, () => drawBinomial(prng, n, x / n) / n),
      jackknife: [
        { value: (x - 1) / (n - 1), rows: x },
        { value: x / (n - 1), rows: n - x },
      ],
      confidence: 0.95,
    })!;
    const { low, high } = wilson({ x, n }, 1.959963984540054);
    expect(Math.abs(found.low - low)).toBeLessThan(0.006);
    expect(Math.abs(found.high - high)).toBeLessThan(0.006);
  });

  it('is that of percentiles when there is neither bias nor acceleration', () => {
    const replicates = Array.from({ length: 1001 }, (_, i) => i - 500);
    const found = bcaInterval({ estimate: 0, replicates, jackknife: [{ value: 0, rows: 9 }], confidence: 0.9 })!;
    expect(found.low).toBeCloseTo(-450, 6);
    expect(found.high).toBeCloseTo(450, 6);
  });

  it('is null, not of width 0, when replicates never differ or lie on one side', () => {
    const jackknife = [{ value: 0, rows: 9 }];
    expect(bcaInterval({ estimate: 0, replicates: [0, 0, 0], jackknife, confidence: 0.95 })).toBeNull();
    expect(bcaInterval({ estimate: 0, replicates: [1, 2, 3], jackknife, confidence: 0.95 })).toBeNull();
  });
});
