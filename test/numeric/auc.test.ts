import { describe, expect, it } from 'vitest';
import { auc, type ScoreCounts } from '../../src/numeric/auc.ts';
import { expectClose, peerStatistics } from './peer-statistics.ts';

function countsOf(scores: number[], outcomes: number[]): ScoreCounts {
  const distinct = [...new Set(scores)].sort((one, other) => one - other);
  const count = (outcome: number): Float64Array =>
    Float64Array.from(distinct, (s) => scores.filter((each, i) => each === s && outcomes[i] === outcome).length);
  return { scores: Float64Array.from(distinct), positives: count(1), negatives: count(0) };
}

describe('auc', () => {
  it.each(peerStatistics.delong)('has scikit-learn\u2019s area and DeLong\u2019s variance: $auc', (peer) => {
    const found = auc(countsOf(peer.scores, peer.outcomes))!;
    expectClose(found.value, peer.sklearn, 1e-12);
    expectClose(found.variance! / peer.variance, 1);
  });

  it('is 1, 0 and 1/2 when positives lie above, below and level', () => {
    expect(auc(countsOf([1, 2, 3, 4], [0, 0, 1, 1]))).toEqual({ value: 1, variance: 0 });
    expect(auc(countsOf([1, 2, 3, 4], [1, 1, 0, 0]))?.value).toBe(0);
    expect(auc(countsOf([1, 1, 1, 1], [1, 1, 0, 0]))?.value).toBe(0.5);
  });

  it('is null when there is one class only, and has no variance with one row of a class', () => {
    expect(auc(countsOf([1, 2], [1, 1]))).toBeNull();
    expect(auc(countsOf([1, 2], [0, 0]))).toBeNull();
    expect(auc(countsOf([1, 2, 3], [0, 0, 1]))).toEqual({ value: 1, variance: null });
  });
});
