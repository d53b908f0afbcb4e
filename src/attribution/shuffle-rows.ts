import { drawOrder } from '../numeric/draw-order.ts';
import { xoshiro128 } from '../numeric/xoshiro128.ts';

/**
 * Background rows in random order, so that the first of them, however many, are a draw without replacement.
 *
 * @param rows - [n, width], row-major
 * @param seed - 32 hexadecimal digits
 * @returns the same rows in another order
 */
export function shuffleRows(rows: Float64Array, { n, seed }: { n: number; seed: string }): Float64Array {
  const width = rows.length / n;
  const next = drawOrder(xoshiro128(seed), n);
  const shuffled = new Float64Array(rows.length);
  for (let place = 0; place < n; place += 1) {
    const row = next();
    shuffled.set(rows.subarray(row * width, (row + 1) * width), place * width);
  }
  return shuffled;
}
