import { describe, expect, it } from 'vitest';
import { goodnessOfFit, pearsonChiSquare } from '../../src/numeric/pearson-chi-square.ts';
import { expectClose, expectSameP, peerStatistics } from './peer-statistics.ts';

describe('pearsonChiSquare', () => {
  it.each(peerStatistics.groups)('is what SciPy gives for $x of $n', ({ x, n, statistic, p }) => {
    const found = pearsonChiSquare(x.map((count, index) => ({ x: count, n: n[index]! })))!;
    expectClose(found.statistic, statistic);
    expectSameP(found.p, p);
  });

  it('leaves out groups without rows, and is null where nothing varies', () => {
    const two = [
      { x: 3, n: 9 },
      { x: 5, n: 8 },
    ];
    expect(pearsonChiSquare([...two, { x: 0, n: 0 }])).toEqual(pearsonChiSquare(two));
    expect(pearsonChiSquare([{ x: 3, n: 9 }])).toBeNull();
    expect(
      pearsonChiSquare([
        { x: 0, n: 9 },
        { x: 0, n: 9 },
      ]),
    ).toBeNull();
  });
});

describe('goodnessOfFit', () => {
  it.each(peerStatistics.goodnessOfFit)('is what SciPy gives for $counts', ({ counts, shares, statistic, p }) => {
    const found = goodnessOfFit(counts, shares)!;
    expectClose(found.statistic, statistic);
    expectSameP(found.p, p);
  });

  it('is beyond doubt where a category that should be empty has rows, and null without rows', () => {
    expect(goodnessOfFit([1, 5, 4], [0, 0.5, 0.5])?.p).toBe(Number.MIN_VALUE);
    expect(goodnessOfFit([0, 0], [0.5, 0.5])).toBeNull();
  });
});
