import { describe, expect, it } from 'vitest';
import { localFeatures } from '../../../src/attribution/lime/neighbourhood.ts';
import { xoshiro128 } from '../../../src/numeric/xoshiro128.ts';

const SEED = '0123456789abcdef0123456789abcdef';
const player = (...columns: number[]) => ({ name: `p${columns}`, label: '', columns });

/** What the first feature draws, in `count` rows. */
function drawn(rows: number[][], columns: number[], count = 4000): number[][] {
  const width = rows[0]!.length;
  const [feature] = localFeatures({ instance: rows[0]!, rows: rows.flat(), players: [player(...columns)] });
  const prng = xoshiro128(SEED);
  const into = new Float64Array(count * width);
  for (let row = 0; row < count; row += 1) feature!.draw(into, row * width, prng);
  return Array.from({ length: count }, (_, row) => [...into.subarray(row * width, (row + 1) * width)]);
}

const share = (values: readonly boolean[]): number => values.filter(Boolean).length / values.length;

describe('localFeatures', () => {
  it('draws a number from a quartile bin as often as it is filled, within its ends', () => {
    const rows = Array.from({ length: 100 }, (_, index) => [index]);
    const values = drawn(rows, [0]).map(([value]) => value!);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(99);
    expect(share(values.map((value) => value <= 24.75))).toBeCloseTo(0.25, 1);
    expect(share(values.map((value) => value <= 49.5))).toBeCloseTo(0.5, 1);
    expect(new Set(values).size).toBeGreaterThan(3900);
  });

  it('draws the one value of a bin that holds one, where the reference gives 0', () => {
    const rows = [...Array(60).fill([5]), ...Array(20).fill([6]), ...Array(20).fill([9])] as number[][];
    const values = drawn(rows, [0]).map(([value]) => value!);
    expect(share(values.map((value) => value === 5))).toBeCloseTo(0.6, 1);
    expect(Math.min(...values)).toBe(5);
  });

  it('ends for a column of integers, whose bins are a thousand million deviations wide', () => {
    const rows = [1, 1, 2, 2, 3, 3, 4, 4].map((value) => [value]);
    const values = drawn(rows, [0]).map(([value]) => value!);
    const integers = values.map((value) => Math.abs(value - Math.round(value)) < 1e-9);
    expect(share(integers)).toBeGreaterThan(0.6);
    expect(values.every((value) => value >= 1 && value <= 4)).toBe(true);
  });

  it('draws a group and a column of two values by their frequencies, whole combinations alone', () => {
    const rows = [
      [1, 0, 0, 1],
      [0, 1, 0, 1],
      [0, 1, 0, 1],
      [0, 0, 1, 0],
    ];
    const groups = drawn(rows, [0, 1, 2]).map((row) => row.slice(0, 3).join(''));
    expect(new Set(groups)).toEqual(new Set(['100', '010', '001']));
    expect(share(groups.map((group) => group === '010'))).toBeCloseTo(0.5, 1);
    const binary = drawn(rows, [3]).map((row) => row[3]!);
    expect(new Set(binary)).toEqual(new Set([0, 1]));
    expect(share(binary.map((value) => value === 1))).toBeCloseTo(0.75, 1);
  });

  it('takes a column with missing values as categories, of which missing is one', () => {
    const rows = [[Number.NaN], [1], [2], [3]];
    const [feature] = localFeatures({ instance: rows[0]!, rows: rows.flat(), players: [player(0)] });
    expect(feature!.isLikeInstance([Number.NaN, 1], 0)).toBe(true);
    expect(feature!.isLikeInstance([Number.NaN, 1], 1)).toBe(false);
  });
});
