import type { Placement } from '../core/examination.ts';
import { isNumeric, type Player } from './players.ts';

/**
 * Where the instance lies among the background rows, feature by feature.
 *
 * @param instance - [inputs]
 * @param background - [backgroundRows, inputs], row-major
 * @returns in the order of `players`
 * @example placements([2], [1, 2, 2, 3], [{ name: 'a', label: 'A', columns: [0] }]); // below 0.25, equal 0.5
 */
export function placements(
  instance: ArrayLike<number>,
  background: ArrayLike<number>,
  players: readonly Player[],
): Placement[] {
  const width = instance.length;
  const rows = Array.from({ length: width === 0 ? 0 : background.length / width }, (_, row) => row * width);
  return players.map((player) => {
    const { columns } = player;
    const [column] = columns;
    if (isNumeric(player)) {
      return placed(
        instance[column!]!,
        rows.map((from) => background[from + column!]!),
      );
    }
    const same = rows.filter((from) => columns.every((each) => background[from + each] === instance[each]));
    return { known: rows.length, below: null, equal: share(same.length, rows.length), quartiles: null };
  });
}

function placed(own: number, values: readonly number[]): Placement {
  const known = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();
  const n = known.length;
  if (n === 0 || Number.isNaN(own)) return { known: n, below: null, equal: 0, quartiles: null };
  return {
    known: n,
    below: share(known.filter((value) => value < own).length, n),
    equal: share(known.filter((value) => value === own).length, n),
    quartiles: [quantile(known, 0.25), quantile(known, 0.5), quantile(known, 0.75)],
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The least value that at least a share q of the values does not exceed. */
function quantile(sorted: Float64Array, q: number): number {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]!;
}
