import { describe, expect, it } from 'vitest';
import { offManifold } from '../../src/attribution/off-manifold.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

const seed = '0123456789abcdef0123456789abcdef';
const player = (column: number) => ({ name: `p${column}`, label: '', columns: [column] });

/** Rows of `width` columns: all equal within a row, or each drawn by itself. */
function rowsOf(n: number, width: number, tied: boolean): number[] {
  const prng = xoshiro128(seed);
  return Array.from({ length: n }, () => {
    const own = prng.below(1000);
    return Array.from({ length: width }, () => (tied ? own : prng.below(1000)));
  }).flat();
}

function share(tied: boolean, instance: number[], n = 200) {
  const players = instance.map((_, column) => player(column));
  const background = rowsOf(n, instance.length, tied);
  return offManifold({ instance, background, backgroundRows: n, players, seed });
}

describe('offManifold', () => {
  it('is near 0 where the features are independent, for then each mixture could be a person', () => {
    expect(share(false, [500, 500, 500])!.share).toBeLessThan(0.05);
  });

  it('is high where the features move as one, for then a mixture is nobody', () => {
    const found = share(true, [990, 990, 990, 990])!;
    expect(found.share).toBeGreaterThan(0.8);
    expect(found.high).toBe(true);
  });

  it('is 0 where the instance is like everybody', () => {
    const background = Array(120).fill(7);
    const players = [player(0), player(1)];
    const found = offManifold({ instance: [7, 7], background, backgroundRows: 60, players, seed });
    expect(found).toMatchObject({ share: 0, high: false, distance: 0, realRows: 61 });
  });

  it('is the same for the same seed', () => {
    expect(share(true, [900, 900, 900])).toEqual(share(true, [900, 900, 900]));
  });

  it('cannot be told from few rows or from one feature', () => {
    expect(share(true, [1, 1], 49)).toBeNull();
    expect(share(true, [1])).toBeNull();
  });

  it('lets one real row in a hundred lie beyond the distance', () => {
    const found = share(false, [500, 500, 500])!;
    expect(found).toMatchObject({ quantile: 0.99, rows: 500, realRows: 201, limit: 0.5 });
  });
});
