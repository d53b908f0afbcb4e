import type { Prng } from './xoshiro128.ts';

/**
 * A uniform subset of {0, ..., n - 1} without replacement, in ascending order, in O(count) draws.
 *
 * @param n - size of the set, up to 2^32
 * @param count - size of the subset; all of the set when it is n or more
 * @see Floyd, in Bentley & Floyd 1987, "A sample of brilliance", Communications of the ACM 30(9), Algorithm F2
 * @example chooseWithoutReplacement(prng, 3, 5); // [0, 1, 2]
 */
export function chooseWithoutReplacement(prng: Prng, n: number, count: number): number[] {
  if (count >= n) return Array.from({ length: n }, (_, index) => index);
  const chosen = new Set<number>();
  for (let last = n - count; last < n; last += 1) {
    const drawn = prng.below(last + 1);
    chosen.add(chosen.has(drawn) ? last : drawn);
  }
  return [...chosen].sort((one, other) => one - other);
}
