import { isNumeric, type Player } from './players.ts';

export interface Movement {
  /** [inputs] */
  instance: Float64Array;
  /** [backgroundRows, inputs], row-major */
  background: Float64Array;
  backgroundRows: number;
}

/**
 * The instance once for each player, with that player alone moved to the reference: to the median of the background
 * for a single column of numbers, to the commonest value of codes, and to the commonest combination for the columns of
 * a group, which a median would tear apart.
 *
 * @returns [players, inputs], row-major
 * @example rowsMovedAlone({ instance: [9, 1], background: [1, 0, 2, 0, 3, 1], backgroundRows: 3 }, [a, b]); // [2, 1, 9, 0]
 */
export function rowsMovedAlone(
  { instance, background, backgroundRows }: Movement,
  players: readonly Player[],
): Float64Array {
  const width = instance.length;
  const moved = new Float64Array(players.length * width);
  players.forEach((player, index) => {
    moved.set(instance, index * width);
    const rows = Array.from({ length: backgroundRows }, (_, row) =>
      player.columns.map((column) => background[row * width + column]!),
    );
    const reference = isNumeric(player) ? [lowerMedian(rows.map(([value]) => value!))] : commonest(rows);
    player.columns.forEach((column, position) => {
      moved[index * width + column] = reference[position]!;
    });
  });
  return moved;
}

function lowerMedian(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort((one, other) => one - other);
  return known[(known.length - 1) >> 1] ?? Number.NaN;
}

/** The combination that stands in most rows; among equals, the one that comes first. */
function commonest(rows: readonly number[][]): number[] {
  const counts = new Map<string, { row: number[]; count: number }>();
  for (const row of rows) {
    const entry = counts.get(row.join()) ?? { row, count: 0 };
    entry.count += 1;
    counts.set(row.join(), entry);
  }
  return [...counts.values()].reduce((best, entry) => (entry.count > best.count ? entry : best)).row;
}
