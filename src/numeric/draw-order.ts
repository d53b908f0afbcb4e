import type { Prng } from './xoshiro128.ts';

/**
 * Draws 0 to n - 1 without replacement, one after the other; whenever one stops, those drawn are a uniform subset.
 * Memory grows with the draws, not with n.
 *
 * @param n - at most 2^32
 * @returns the next number at each call
 * @throws RangeError at the call after the n-th
 * @see Fisher and Yates' shuffle, Knuth 1997, The Art of Computer Programming 2, section 3.4.2, algorithm P
 */
export function drawOrder(prng: Prng, n: number): () => number {
  const moved = new Map<number, number>();
  let left = n;
  return () => {
    if (left === 0) throw new RangeError(`all ${n} numbers are drawn`);
    const place = prng.below(left);
    left -= 1;
    const drawn = moved.get(place) ?? place;
    moved.set(place, moved.get(left) ?? left);
    moved.delete(left);
    return drawn;
  };
}
