import { describe, expect, it } from 'vitest';
import { testReasons } from '../../src/attribution/reason-tests.ts';
import type { Reason } from '../../src/core/reason.ts';

const reason = (feature: string): Reason => ({
  ...{ rank: 1, code: null, text: '', feature, attribution: 0, tied: false, flags: [], flagCodes: [] },
});

const players = ['a', 'b', 'c'].map((name, column) => ({ name, label: name, columns: [column] }));

async function tested(features: string[], adverseIsHigh: boolean, values: number[]) {
  const seen: number[][] = [];
  const result = await testReasons(
    {
      ...{ reasons: features.map(reason), players, adverseIsHigh, instance: [1, 2, 3] },
      attributions: values.map((attribution) => ({ attribution, standardError: 0, backgroundStandardError: null })),
      movedAlone: [10, 2, 3, /**/ 1, 20, 3, /**/ 1, 2, 30],
      isAdverse: (score) => (adverseIsHigh ? score >= 15 : score < 15),
    },
    async (row) => {
      seen.push([...row]);
      return row[0]!;
    },
  );
  return { result, seen };
}

describe('testReasons', () => {
  it('sets all listed features to the reference at once and asks the model', async () => {
    const { result, seen } = await tested(['a', 'c'], true, [0.3, 0.1, 0.1]);
    expect(seen).toEqual([[10, 2, 30]]);
    expect(result).toMatchObject({ scoreWithoutListed: 10, crossesCutoff: true });
    expect(result.totalAdverse).toBeCloseTo(0.5, 12);
    expect(result.listedShare).toBeCloseTo(0.8, 12);
  });

  it('counts contributions towards the decision alone, whichever way that is', async () => {
    const { result } = await tested(['b'], false, [0.3, -0.2, -0.6]);
    expect(result.totalAdverse).toBeCloseTo(0.8, 12);
    expect(result.listedShare).toBeCloseTo(0.25, 12);
    expect(result.crossesCutoff).toBe(false);
  });

  it('has no share of nothing', async () => {
    expect((await tested([], true, [-1, -1, 0])).result).toMatchObject({ totalAdverse: 0, listedShare: 0 });
  });
});
