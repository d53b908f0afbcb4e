import { describe, expect, it } from 'vitest';
import { clopperPearson } from '../../src/numeric/clopper-pearson.ts';
import { expectClose, peerStatistics } from './peer-statistics.ts';

describe('clopperPearson', () => {
  it.each(peerStatistics.pairs)('is what statsmodels gives for $x/$n', ({ x, n, clopperPearson: [low, high] }) => {
    const found = clopperPearson({ x, n }, 0.95);
    expectClose(found.low, low);
    expectClose(found.high, high);
  });

  it('ends exactly at 0 and 1', () => {
    expect(clopperPearson({ x: 0, n: 7 }, 0.95).low).toBe(0);
    expect(clopperPearson({ x: 7, n: 7 }, 0.95).high).toBe(1);
  });
});
