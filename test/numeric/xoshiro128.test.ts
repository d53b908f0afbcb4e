import { describe, expect, it } from 'vitest';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

describe('xoshiro128', () => {
  it('gives the stream of the reference implementation for the state 1, 2, 3, 4', () => {
    // Worked out by hand from the published algorithm: rotl(s1 * 5, 7) * 9.
    const prng = xoshiro128('00000001000000020000000300000004');
    expect([prng.next(), prng.next(), prng.next(), prng.next()]).toEqual([11520, 0, 5927040, 70819200]);
  });

  it('draws below n evenly', () => {
    const prng = xoshiro128('0123456789abcdef0123456789abcdef');
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i += 1) counts[prng.below(7)]! += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(22.46); // 0.999 quantile, 6 degrees of freedom
  });

  it('favours no part of a range that does not divide 2^32', () => {
    const prng = xoshiro128('0123456789abcdef0123456789abcdef');
    const third = 2 ** 30;
    let low = 0;
    for (let i = 0; i < 30_000; i += 1) low += prng.below(3 * third) < third ? 1 : 0;
    expect(Math.abs(low / 30_000 - 1 / 3)).toBeLessThan(0.01); // 3.7 standard deviations; a plain modulo gives 1/2
  });

  it.each(['', '0'.repeat(32), 'x'.repeat(32), '1'.repeat(31)])('refuses the seed "%s"', (seed) => {
    expect(() => xoshiro128(seed)).toThrow(RangeError);
  });
});
