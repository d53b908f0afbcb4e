import { normalDraw } from '../numeric/normal-draw.ts';
import { semidefiniteRoot } from '../numeric/semidefinite-root.ts';
import { xoshiro128 } from '../numeric/xoshiro128.ts';

/** Draws behind each probability, which is therefore good to 0.01. */
const RANK_DRAWS = 10_000;

/**
 * The probability of each attribution to be among the largest ones and above 0, were both draws made anew: the share of
 * 10 000 seeded normal draws from N(values, covariance) in which it is.
 *
 * @param values - [m], oriented so that larger is more adverse
 * @param covariance - [m, m], row-major: of drawing coalitions and background together
 * @param options - `top`: how many are the largest ones; `seed`: 32 hexadecimal digits
 * @returns [m], each from 0 to 1
 * @example topProbabilities(Float64Array.of(2, 1), new Float64Array(4), { top: 1, seed }); // [1, 0]
 */
export function topProbabilities(
  values: Float64Array,
  covariance: Float64Array,
  { top, seed }: { top: number; seed: string },
): Float64Array {
  const m = values.length;
  if (covariance.every((value) => value === 0)) return certain(values, top);
  const root = semidefiniteRoot(covariance, m);
  const prng = xoshiro128(seed);
  const counts = new Uint32Array(m);
  const normal = new Float64Array(m);
  const drawn = new Float64Array(m);
  for (let draw = 0; draw < RANK_DRAWS; draw += 1) {
    for (let i = 0; i < m; i += 1) {
      normal[i] = normalDraw(prng);
      let value = values[i]!;
      for (let k = 0, at = i * m; k <= i; k += 1, at += 1) value += root[at]! * normal[k]!;
      drawn[i] = value;
    }
    countLargest(drawn, top, counts);
  }
  return Float64Array.from(counts, (count) => count / RANK_DRAWS);
}

/** 1 for the largest ones above 0, and 0 for all others. */
function certain(values: Float64Array, top: number): Float64Array {
  const counts = new Uint32Array(values.length);
  countLargest(values, top, counts);
  return Float64Array.from(counts);
}

/** Adds 1 to the counts of the largest numbers above 0; of equal ones the first is the larger. */
function countLargest(numbers: Float64Array, top: number, counts: Uint32Array): void {
  const largest: number[] = [];
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i]!;
    if (!(number > 0)) continue;
    let place = largest.length;
    while (place > 0 && number > numbers[largest[place - 1]!]!) place -= 1;
    if (place < top) largest.splice(place, 0, i);
    if (largest.length > top) largest.pop();
  }
  for (const i of largest) counts[i]! += 1;
}

/** The standard error of the difference of two attributions, V_ii + V_jj - 2 V_ij under the root. */
export function differenceError(covariance: ArrayLike<number>, m: number, [i, j]: readonly [number, number]): number {
  return Math.sqrt(Math.max(0, covariance[i * m + i]! + covariance[j * m + j]! - 2 * covariance[i * m + j]!));
}
