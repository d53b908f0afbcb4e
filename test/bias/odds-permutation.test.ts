import { describe, expect, it } from 'vitest';
import type { FurtherContext } from '../../src/bias/further-spec.ts';
import { groupVectors } from '../../src/bias/group-vectors.ts';
import { oddsPermutation } from '../../src/bias/odds-permutation.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';
import { confusion } from './tables.ts';

type Matrix = Parameters<typeof confusion>[1];

function pOf(a: Matrix, b: Matrix): number | null | undefined {
  const [reference, vector] = groupVectors([...confusion('a', a), ...confusion('b', b)], [0], 'a');
  const prng = xoshiro128('00000001000000020000000300000004');
  const context: Pick<FurtherContext, 'reference' | 'prng' | 'replicates'> = {
    reference: reference!,
    prng,
    replicates: 999,
  };
  return oddsPermutation(vector!, context).get('equalizedOddsGap')?.p;
}

describe('oddsPermutation', () => {
  it('is 1 where the groups are alike, and the smallest there is where they are worlds apart', () => {
    const even = { tp: 30, fp: 20, fn: 30, tn: 60 };
    expect(pOf(even, even)).toBe(1);
    expect(pOf({ tp: 90, fp: 5, fn: 10, tn: 95 }, { tp: 10, fp: 80, fn: 90, tn: 20 })).toBe(1 / 1000);
  });

  it('does not take a gap that chance often gives for evidence, though it is never below 0', () => {
    expect(pOf({ tp: 30, fp: 20, fn: 30, tn: 60 }, { tp: 15, fp: 12, fn: 12, tn: 31 })).toBeGreaterThan(0.2);
  });

  it('is not given where a rate is missing', () => {
    expect(pOf({ tp: 0, fp: 20, fn: 0, tn: 60 }, { tp: 15, fp: 12, fn: 12, tn: 31 })).toBeUndefined();
  });
});
