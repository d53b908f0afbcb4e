import { describe, expect, it } from 'vitest';
import { binomial } from '../../src/numeric/binomial.ts';

describe('binomial', () => {
  it('follows Pascal', () => {
    for (let n = 1; n <= 50; n += 1) {
      for (let k = 1; k < n; k += 1) expect(binomial(n, k)).toBe(binomial(n - 1, k - 1) + binomial(n - 1, k));
    }
    expect(binomial(50, 25)).toBe(126410606437752);
  });

  it('is 0 outside', () => {
    expect([binomial(3, -1), binomial(3, 4)]).toEqual([0, 0]);
  });
});
