import { describe, expect, it } from 'vitest';
import { oddsRatio } from '../../src/numeric/odds-ratio.ts';
import { expectClose, peerStatistics } from './peer-statistics.ts';

const z = 1.959963984540054;

describe('oddsRatio', () => {
  it.each(peerStatistics.pairs)(
    'has the interval of statsmodels for $x/$n against $xRef/$nRef',
    ({ x, n, xRef, nRef, oddsRatioInterval: [low, high] }) => {
      const found = oddsRatio({ x, n }, { x: xRef, n: nRef }, z);
      expectClose(found.low, low);
      expectClose(found.high, high);
    },
  );

  it('is infinite against odds of 0, and not a number for 0/0', () => {
    expect(oddsRatio({ x: 1, n: 2 }, { x: 0, n: 2 }, z)).toMatchObject({
      value: Number.POSITIVE_INFINITY,
      corrected: true,
    });
    expect(oddsRatio({ x: 0, n: 2 }, { x: 0, n: 2 }, z).value).toBeNaN();
  });
});
