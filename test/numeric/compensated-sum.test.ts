import { describe, expect, it } from 'vitest';
import { compensatedSum } from '../../src/numeric/compensated-sum.ts';

describe('compensatedSum', () => {
  it('keeps what plain summation loses', () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
    expect(compensatedSum(new Float64Array(10_000_000).fill(0.1))).toBe(1_000_000);
  });
});
