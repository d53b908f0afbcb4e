import type { TreeSum } from '../../core/exact-model.ts';

const MOST_ROWS = 256;

/**
 * Rows of the case with one value missing each, every column in turn that may hold none.
 * @param rows - [n, width], row-major
 * @param columns - those that may
 */
export function rowsWithGaps(rows: Float64Array, n: number, columns: readonly number[]): Float64Array {
  const width = rows.length / n;
  const count = columns.length === 0 ? 0 : Math.max(columns.length, Math.min(MOST_ROWS, n));
  return changedRows(rows, { n, width, count }, (row) => ({
    column: columns[row % columns.length] ?? 0,
    value: Number.NaN,
  }));
}

/**
 * Rows of the case with one value at a threshold of the trees each, thresholds from all over them.
 * @param sources - [features]: the input column that a feature is
 */
export function rowsAtThresholds(
  rows: Float64Array,
  n: number,
  { trees, sources }: { trees: TreeSum; sources: readonly number[] },
): Float64Array {
  const inner = Array.from(trees.features.keys()).filter((node) => (trees.features[node] ?? -1) >= 0);
  const count = Math.min(MOST_ROWS, inner.length);
  return changedRows(rows, { n, width: rows.length / n, count }, (row) => {
    const node = inner[Math.floor((row * inner.length) / count)] ?? 0;
    return { column: sources[trees.features[node] ?? -1] ?? 0, value: trees.thresholds[node] ?? 0 };
  });
}

/** Rows of the case, one after the other and over again, each with one value changed. */
function changedRows(
  rows: Float64Array,
  { n, width, count }: { n: number; width: number; count: number },
  change: (row: number) => { column: number; value: number },
): Float64Array {
  const changed = new Float64Array(count * width);
  for (let row = 0; row < count; row += 1) {
    const from = (row % n) * width;
    changed.set(rows.subarray(from, from + width), row * width);
    const { column, value } = change(row);
    changed[row * width + column] = value;
  }
  return changed;
}
