import { xoshiro128 } from '../numeric/xoshiro128.ts';

/** How many probe rows there are. */
export const PROBES = 256;

/** Scales of real inputs: shares, standardised values, codes, ages, incomes. */
const MAGNITUDES = [0.01, 0.25, 1, 1, 1, 4, 100, 10_000, 1_000_000];

/**
 * Rows on which two readings of a model are compared: zeros, zeros and ones, and numbers of both signs and of many
 * magnitudes, the same for each model of a width.
 *
 * @param width - columns of a row
 * @returns [256, width], row-major
 */
export function probeRows(width: number): Float64Array {
  const prng = xoshiro128('646f737369657220b7a0726f62657300');
  const rows = new Float64Array(PROBES * width);
  for (let row = 1; row < PROBES; row += 1) {
    for (let column = 0; column < width; column += 1) {
      rows[row * width + column] =
        row % 4 === 0 ? prng.below(2) : scaled(prng.below(2001), prng.below(MAGNITUDES.length));
    }
  }
  return rows;
}

/** From half of a magnitude below 0 to one and a half above. */
function scaled(step: number, magnitude: number): number {
  return ((step - 500) / 1000) * (MAGNITUDES[magnitude] ?? 1);
}
