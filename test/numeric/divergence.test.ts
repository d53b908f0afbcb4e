import { describe, expect, it } from 'vitest';
import {
  jensenShannon,
  kullbackLeibler,
  stabilityIndex,
  totalVariationDistance,
} from '../../src/numeric/divergence.ts';

describe('the divergences', () => {
  it('never drop a category', () => {
    expect(kullbackLeibler([0.5, 0.5], [1, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(jensenShannon([1, 0], [0, 1])).toBeCloseTo(Math.LN2, 15);
    expect(totalVariationDistance([1, 0], [0, 1])).toBe(1);
    expect(jensenShannon([0.3, 0.7], [0.3, 0.7])).toBe(0);
  });

  it('add one half to every bin where one is empty', () => {
    expect(stabilityIndex([10, 30], [20, 20])).toBeCloseTo(-0.25 * Math.log(0.5) + 0.25 * Math.log(1.5), 14);
    expect(stabilityIndex([0, 1], [1, 1])).toBeCloseTo((0.25 - 0.5) * Math.log(0.5) + (0.75 - 0.5) * Math.log(1.5), 14);
  });
});
