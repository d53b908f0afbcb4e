import { isNumeric, type Player } from './players.ts';

/** The distance of two rows. */
export type Distance = (one: ArrayLike<number>, other: ArrayLike<number>) => number;

/**
 * Gower's distance: the mean over features of
 *
 *     |a - b| / range   for a number, 0 where the range is 0
 *     0 or 1            for a category, be it of one column or of several: whether the two rows hold the same
 *
 * A missing value is at distance 0 of a missing one and at 1 of any other. Values beyond the range may be farther than 1.
 *
 * @param rows - the real rows, from which the ranges are taken
 * @see Gower 1971, "A general coefficient of similarity and some of its properties", Biometrics 27(4)
 * @example gowerDistance([[0], [10]], [{ name: 'a', label: 'A', columns: [0] }])([0], [5]); // 0.5
 */
export function gowerDistance(rows: readonly ArrayLike<number>[], players: readonly Player[]): Distance {
  const ranges = players.map(({ columns: [column] }) => {
    const known = rows.map((row) => row[column!]!).filter((value) => !Number.isNaN(value));
    return known.length === 0 ? 0 : max(known) - min(known);
  });
  const apart = (one: ArrayLike<number>, other: ArrayLike<number>, index: number): number => {
    const player = players[index]!;
    const { columns } = player;
    const [column] = columns;
    if (isNumeric(player)) return apartOnOne(one[column!]!, other[column!]!, ranges[index]!);
    return columns.every((each) => Object.is(one[each], other[each]) || one[each] === other[each]) ? 0 : 1;
  };
  return (one, other) => {
    let sum = 0;
    for (let index = 0; index < players.length; index += 1) sum += apart(one, other, index);
    return players.length === 0 ? 0 : sum / players.length;
  };
}

function apartOnOne(one: number, other: number, range: number): number {
  if (one === other) return 0;
  if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) && Number.isNaN(other) ? 0 : 1;
  return range === 0 ? 1 : Math.abs(one - other) / range;
}

function min(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

function max(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}
