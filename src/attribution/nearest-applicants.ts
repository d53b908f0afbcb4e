import { gowerDistance } from './gower.ts';
import type { Player } from './players.ts';

export interface NearestApplicant {
  /** Row of the pool. */
  row: number;
  distance: number;
  /** Players in which it differs from the person, the largest part of the distance first; equal parts by place. */
  differing: number[];
}

/**
 * The rows of a pool that are nearest to a person, by Gower's distance, whose ranges are those of pool and person together.
 * Of rows at one distance the earlier one is nearer.
 *
 * @param rows - [n]: encoded rows, see RowCodec
 * @param isCandidate - which rows may be taken
 * @returns at most k rows, nearest first
 * @see Gower 1971, "A general coefficient of similarity and some of its properties", Biometrics 27(4)
 */
export function nearestApplicants(
  person: ArrayLike<number>,
  rows: readonly ArrayLike<number>[],
  players: readonly Player[],
  { k, isCandidate }: { k: number; isCandidate: (row: number) => boolean },
): NearestApplicant[] {
  const all = [person, ...rows];
  const distance = gowerDistance(all, players);
  const found = rows
    .flatMap((row, at) => (isCandidate(at) ? [{ row: at, distance: distance(person, row) }] : []))
    .sort((one, other) => one.distance - other.distance || one.row - other.row)
    .slice(0, k);
  const parts = players.map((player) => gowerDistance(all, [player]));
  return found.map((each) => {
    const apart = parts.map((part) => part(person, rows[each.row]!));
    const differing = apart.flatMap((part, player) => (part > 0 ? [player] : []));
    return { ...each, differing: differing.sort((one, other) => apart[other]! - apart[one]! || one - other) };
  });
}
