import { describe, expect, it } from 'vitest';
import { turningPointsOf } from '../../../src/attribution/recourse/turning-points.ts';
import { type Tree, treeSum } from '../../_support/small-trees.ts';

const stump = (feature: number, threshold: number): Tree => ({ feature, threshold, whenTrue: 0, whenFalse: 1 });

describe('turningPointsOf', () => {
  const trees = treeSum([stump(0, Math.fround(0.305)), stump(0, Math.fround(0.305)), stump(1, 12)]);

  it('gives printable values at, below and above each threshold on the column, each once', () => {
    const plain = { trees, sources: [4, 7] };
    expect(turningPointsOf(plain, 4)).toEqual([0.3049, 0.305, 0.3051]);
    expect(turningPointsOf(plain, 7)).toEqual([11.99, 12, 12.01]);
  });

  it('gives none for a column that no tree reads', () => {
    expect(turningPointsOf({ trees, sources: [4, 7] }, 0)).toEqual([]);
  });
});
