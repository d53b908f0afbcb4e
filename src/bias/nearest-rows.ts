import type { FeatureRows } from './define-measure.ts';

/**
 * 1 - mean |d_i - mean of d over the k nearest other rows|, by Euclidean distance; ties by place. O(rows^2): sample first.
 *
 * @returns null when a row has fewer than k others
 */
export function consistencyOf({ features, columns, favourable }: FeatureRows, k: number): number | null {
  const rows = favourable.length;
  if (rows <= k) return null;
  let total = 0;
  for (let row = 0; row < rows; row += 1) {
    const near = nearest(features, columns, rows, { row, k });
    const mean = near.reduce((sum, other) => sum + (favourable[other] ?? 0), 0) / k;
    total += Math.abs((favourable[row] ?? 0) - mean);
  }
  return 1 - total / rows;
}

/** The k other rows of least distance, by distance, then by place. */
function nearest(features: Float64Array, columns: number, rows: number, of: { row: number; k: number }): number[] {
  const found: { other: number; distance: number }[] = [];
  for (let other = 0; other < rows; other += 1) {
    if (other === of.row) continue;
    const distance = squaredDistance(features, columns, of.row, other);
    const last = found.at(-1);
    if (found.length === of.k && last !== undefined && distance >= last.distance) continue;
    const at = found.findIndex((each) => each.distance > distance);
    found.splice(at < 0 ? found.length : at, 0, { other, distance });
    if (found.length > of.k) found.pop();
  }
  return found.map(({ other }) => other);
}

function squaredDistance(features: Float64Array, columns: number, one: number, other: number): number {
  let total = 0;
  for (let column = 0; column < columns; column += 1) {
    const gap = (features[one * columns + column] ?? 0) - (features[other * columns + column] ?? 0);
    total += gap * gap;
  }
  return total;
}
