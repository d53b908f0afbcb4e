import { describe, expect, it } from 'vitest';
import { miettinenNurminen } from '../../src/numeric/miettinen-nurminen.ts';
import { expectClose, peerStatistics } from './peer-statistics.ts';

const z = 1.959963984540054;

describe('miettinenNurminen', () => {
  it.each(peerStatistics.pairs)(
    'is what the likelihood gives for $x/$n against $xRef/$nRef',
    ({ x, n, xRef, nRef, miettinenNurminen: [low, high] }) => {
      const found = miettinenNurminen({ x, n }, { x: xRef, n: nRef }, z);
      expectClose(found.low, low);
      expectClose(found.high, high);
    },
  );

  it('gives a number where statsmodels gives none, and is not off where it is', () => {
    const failures = peerStatistics.pairs.filter(({ statsmodelsScore: [low] }) => low === null);
    const others = peerStatistics.pairs.filter(({ statsmodelsScore: [low] }) => low !== null);
    expect(failures.length).toBeGreaterThan(0);
    expect(
      others.some(({ statsmodelsScore: [low], miettinenNurminen }) => Math.abs(low! - miettinenNurminen[0]) > 1e-4),
    ).toBe(true);
  });

  it('turns around with the two groups', () => {
    const there = miettinenNurminen({ x: 12, n: 40 }, { x: 48, n: 80 }, z);
    const back = miettinenNurminen({ x: 48, n: 80 }, { x: 12, n: 40 }, z);
    expectClose(back.low, -there.high, 1e-12);
    expectClose(back.high, -there.low, 1e-12);
  });
});
