/** A stream of pseudo-random integers. */
export interface Prng {
  /** The next 32 bits, 0 to 2^32 - 1. */
  next(): number;
  /** A uniform integer from 0 to n - 1, without modulo bias; n from 1 to 2^32. */
  below(n: number): number;
}

/**
 * xoshiro128**: 32-bit integers only, so that every machine gives the same stream.
 *
 * @param seed - 16 bytes as 32 hexadecimal digits, not all zero; the state's four words, big-endian
 * @throws RangeError for any other seed
 * @see Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), section 5
 * @example xoshiro128('00000001000000020000000300000004').next(); // 11520
 */
export function xoshiro128(seed: string): Prng {
  if (!/^[0-9a-f]{32}$/.test(seed) || /^0+$/.test(seed))
    throw new RangeError('a seed is 32 hexadecimal digits, not all 0');
  let [a, b, c, d] = [0, 8, 16, 24].map((at) => Number.parseInt(seed.slice(at, at + 8), 16) | 0) as Words;

  function next(): number {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result >>> 0;
  }

  function below(n: number): number {
    const limit = 2 ** 32 - (2 ** 32 % n);
    let drawn = next();
    while (drawn >= limit) drawn = next();
    return drawn % n;
  }

  return { next, below };
}

type Words = [number, number, number, number];

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
