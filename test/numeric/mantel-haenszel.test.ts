import { describe, expect, it } from 'vitest';
import {
  breslowDay,
  cochranMantelHaenszel,
  mantelHaenszelOddsRatio,
  mantelHaenszelRiskRatio,
  type StratumPair,
} from '../../src/numeric/mantel-haenszel.ts';
import { expectClose, expectSameP, peerStatistics } from './peer-statistics.ts';

const z = 1.959963984540054;
const strataOf = (tables: [[number, number], [number, number]][]): StratumPair[] =>
  tables.map(([[a, b], [c, d]]) => ({ group: { x: a, n: a + b }, reference: { x: c, n: c + d } }));

describe.each(peerStatistics.stratified)('the pooled answer over strata', (peer) => {
  const strata = strataOf(peer.tables);

  it('has the test and the ratios of statsmodels', () => {
    const test = cochranMantelHaenszel(strata)!;
    expectClose(test.statistic, peer.cmh[0]);
    expectSameP(test.p, peer.cmh[1]);
    const { value, low, high } = mantelHaenszelOddsRatio(strata, z)!;
    [value, low, high].forEach((found, index) => {
      expectClose(found, peer.oddsRatio[index]!);
    });
    expectClose(mantelHaenszelRiskRatio(strata, z)!.value, peer.riskRatio);
  });

  it('has the Breslow-Day tests of statsmodels', () => {
    const { plain, tarone } = breslowDay(strata)!;
    expectClose(plain.statistic, peer.breslowDay[0]);
    expectSameP(plain.p, peer.breslowDay[1]);
    expectClose(tarone.statistic, peer.tarone[0]);
    expectSameP(tarone.p, peer.tarone[1]);
  });
});

describe('the pooled answer', () => {
  // pymetrics/audit-ai, examples/CMH_test_example.ipynb: two kinds of fish at four places, in sea and estuary
  it('is the published one on four strata', () => {
    const strata = strataOf([
      [
        [56, 69],
        [40, 77],
      ],
      [
        [61, 257],
        [57, 301],
      ],
      [
        [73, 65],
        [71, 79],
      ],
      [
        [71, 48],
        [55, 48],
      ],
    ]);
    expect(1 / mantelHaenszelOddsRatio(strata, z)!.value).toBeCloseTo(0.7590219991052517, 12);
    expect(cochranMantelHaenszel(strata)!.statistic).toBeCloseTo(5.320927767938459, 12);
    expect(cochranMantelHaenszel(strata)!.p).toBeCloseTo(0.02107078993834932, 12);
    expect(breslowDay(strata)!.plain.statistic).toBeCloseTo(0.5294859090315414, 10);
    expect(breslowDay(strata)!.plain.p).toBeCloseTo(0.9123673420971034, 10);
  });

  it('of one stratum is the ratio of the stratum, whose log error is Katz\u2019s for the risk', () => {
    const strata = strataOf([
      [
        [12, 28],
        [48, 32],
      ],
    ]);
    expect(mantelHaenszelRiskRatio(strata, z)!.value).toBeCloseTo(0.5, 14);
    expect(mantelHaenszelRiskRatio(strata, z)!.low).toBeCloseTo(0.3014329410455969, 12);
    expect(mantelHaenszelOddsRatio(strata, z)!.value).toBeCloseTo((12 * 32) / (28 * 48), 14);
    expect(breslowDay(strata)).toBeNull();
  });

  it('is null, not 0, where no stratum holds both groups or nothing varies', () => {
    const apart = [
      { group: { x: 1, n: 2 }, reference: { x: 0, n: 0 } },
      { group: { x: 0, n: 0 }, reference: { x: 1, n: 3 } },
    ];
    expect(cochranMantelHaenszel(apart)).toBeNull();
    expect(mantelHaenszelOddsRatio(apart, z)).toBeNull();
    expect(mantelHaenszelRiskRatio(apart, z)).toBeNull();
    expect(cochranMantelHaenszel([{ group: { x: 2, n: 2 }, reference: { x: 3, n: 3 } }])).toBeNull();
  });
});
