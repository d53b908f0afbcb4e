import { binomial } from './binomial.ts';

/**
 * The subset of {0, ..., n - 1} at a place of the lexicographic order of all subsets of one size.
 *
 * @param rank - 0 to C(n, size) - 1; C(n, size) at most 2^53
 * @returns [size], ascending
 * @see Knuth 2011, The Art of Computer Programming 4A, section 7.2.1.3, on the combinatorial number system
 * @example unrankSubset(0, 4, 2); // [0, 1]
 * @example unrankSubset(5, 4, 2); // [2, 3]
 */
export function unrankSubset(rank: number, n: number, size: number): number[] {
  const members: number[] = [];
  let left = rank;
  for (let member = 0; member < n && members.length < size; member += 1) {
    const withMember = binomial(n - member - 1, size - members.length - 1);
    if (left < withMember) members.push(member);
    else left -= withMember;
  }
  return members;
}
