import { describe, expect, it } from 'vitest';
import { walshTransform } from '../../src/numeric/walsh-transform.ts';

const ones = (bits: number): number => bits.toString(2).replaceAll('0', '').length;

describe('walshTransform', () => {
  it('is the sum over all places, signed by the bits shared', () => {
    const values = Float64Array.from({ length: 32 }, (_, i) => (i * 7) % 13);
    const expected = Array.from(values, (_, s) =>
      values.reduce((sum, value, k) => sum + (ones(s & k) % 2 === 0 ? value : -value), 0),
    );
    expect([...walshTransform(values.slice())]).toEqual(expected);
  });

  it('twice is the number of places times what was', () => {
    const values = Float64Array.of(3, -1, 4, 1);
    expect([...walshTransform(walshTransform(values.slice()))]).toEqual([12, -4, 16, 4]);
    expect([...walshTransform(Float64Array.of(5))]).toEqual([5]);
  });
});
