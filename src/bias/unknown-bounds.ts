import type { UnknownRows } from '../core/measures.ts';
import { countsOf, type GroupVector } from './group-vectors.ts';

/** Above this share of rows of no known group, the ratios are given with bounds. */
const MOST_UNKNOWN = 0.05;

/**
 * The rows of no known group, and how far they could move the impact ratio of each group: low if all unknown rows with
 * the adverse decision belonged to it and all others to the reference, high the other way round.
 */
export function unknownRows(
  unknown: GroupVector | undefined,
  groups: readonly GroupVector[],
  reference: GroupVector,
): UnknownRows {
  const { n: rows, favourable } = countsOf(unknown?.rows ?? []);
  const known = groups.reduce((sum, vector) => sum + countsOf(vector.rows).n, 0);
  const share = rows + known === 0 ? 0 : rows / (rows + known);
  if (share <= MOST_UNKNOWN) return { rows, share, bounds: [] };
  const adverse = rows - favourable;
  const there = countsOf(reference.rows);
  const bounds = groups.flatMap((vector) => {
    if (vector === reference) return [];
    const here = countsOf(vector.rows);
    const low = ratio(here.favourable, here.n + adverse, there.favourable + favourable, there.n + favourable);
    const high = ratio(here.favourable + favourable, here.n + favourable, there.favourable, there.n + adverse);
    return [{ group: vector.group ?? '', low, high }];
  });
  return { rows, share, bounds };
}

function ratio(x: number, n: number, xReference: number, nReference: number): number | null {
  return n > 0 && xReference > 0 ? (x * nReference) / (xReference * n) : null;
}
