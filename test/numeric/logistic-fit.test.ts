import { describe, expect, it } from 'vitest';
import { logisticFit } from '../../src/numeric/logistic-fit.ts';

describe('logisticFit', () => {
  it('finds the line through the log-odds of two points', () => {
    const { slope, intercept, slopeError } = logisticFit([0, 1], [20, 60], [80, 40])!;
    expect(intercept).toBeCloseTo(Math.log(0.25), 12);
    expect(slope).toBeCloseTo(Math.log(1.5) - Math.log(0.25), 12);
    expect(slopeError).toBeCloseTo(Math.sqrt(1 / 20 + 1 / 80 + 1 / 60 + 1 / 40), 9);
  });

  it('is null when the variable separates the classes or does not vary', () => {
    expect(logisticFit([0, 1], [0, 10], [10, 0])).toBeNull();
    expect(logisticFit([1, 1], [3, 4], [5, 6])).toBeNull();
  });
});
