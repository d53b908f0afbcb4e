import { describe, expect, it } from 'vitest';
import { isBelowRatio } from '../../src/bias/impact-ratio.ts';

const fourFifths = { numerator: 4, denominator: 5 };

describe('isBelowRatio', () => {
  it.each([
    [3, 5, 6, 8],
    [3, 5, 9, 12],
    [3, 5, 12, 16],
  ])('does not call %d/%d against %d/%d below four fifths, though doubles do', (x, n, x2, n2) => {
    expect(x / n / (x2 / n2)).toBeLessThan(0.8);
    expect(isBelowRatio({ x, n }, { x: x2, n: n2 }, fourFifths)).toBe(false);
  });

  it('calls none of the 3123 tables below four fifths that are exactly there, of which doubles call 1029', () => {
    const found = { exact: 0, doubles: 0, integers: 0 };
    for (let n = 5; n < 60; n += 1)
      for (let n2 = 5; n2 < 60; n2 += 1)
        for (let x2 = 1; x2 <= n2; x2 += 1) {
          const x = (4 * x2 * n) / (5 * n2);
          if (!Number.isInteger(x)) continue;
          found.exact += 1;
          if (x / n / (x2 / n2) < 0.8) found.doubles += 1;
          if (isBelowRatio({ x, n }, { x: x2, n: n2 }, fourFifths)) found.integers += 1;
        }
    expect(found).toEqual({ exact: 3123, doubles: 1029, integers: 0 });
  });

  it('is strict and exact by one person in counts past 2^53', () => {
    const n = 5_000_000_000_000_000;
    const reference = { x: n, n };
    expect(isBelowRatio({ x: 4_000_000_000_000_000, n }, reference, fourFifths)).toBe(false);
    expect(isBelowRatio({ x: 3_999_999_999_999_999, n }, reference, fourFifths)).toBe(true);
  });
});
