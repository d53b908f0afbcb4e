import type { ContingencyCell } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';

/** Rows of one group by decided class and known class, for a decision of more than two outcomes. */
export interface ClassCell {
  groups: (string | null)[];
  decided: string;
  /** Null when the outcome is not known. */
  known: string | null;
  n: number;
}

/**
 * Cells of two decisions out of many classes: those in the declared set are favourable.
 *
 * @throws DossierError analysis/class-not-declared for a class that does not occur
 */
export function favourableClasses(cells: readonly ClassCell[], favourable: readonly string[]): ContingencyCell[] {
  const found = new Set(cells.flatMap(({ decided, known }) => [decided, ...(known === null ? [] : [known])]));
  const absent = favourable.filter((each) => !found.has(each));
  if (absent.length > 0) {
    throw new DossierError('analysis/class-not-declared', `no row has the class "${absent.join('", "')}"`, {
      hint: `The classes are: ${[...found].sort().join(', ')}.`,
    });
  }
  const isFavourable = new Set(favourable);
  return cells.map(({ groups, decided, known, n }) => ({
    ...{ groups, n, favourable: isFavourable.has(decided) },
    adverseOutcome: known === null ? null : !isFavourable.has(known),
  }));
}

/** Each class against all others, by class: the cells of an audit that takes this class for the favourable one. */
export function oneVersusRest(cells: readonly ClassCell[]): { favourable: string; cells: ContingencyCell[] }[] {
  const classes = [...new Set(cells.map(({ decided }) => decided))].sort();
  return classes.map((each) => ({ favourable: each, cells: favourableClasses(cells, [each]) }));
}

/**
 * Cumulative cells of ordered classes, best first: the best against the rest, the two best against the rest, and so on.
 *
 * @param order - every class that occurs, best first
 */
export function cumulativeClasses(
  cells: readonly ClassCell[],
  order: readonly string[],
): { favourable: string[]; cells: ContingencyCell[] }[] {
  return order.slice(0, -1).map((_, last) => {
    const favourable = order.slice(0, last + 1);
    return { favourable, cells: favourableClasses(cells, favourable) };
  });
}

/**
 * The name of the interval between declared cuts that holds a value, closed on the left: 40 of cuts [40, 62] is "40 to 62".
 *
 * @param value - null or not finite: no known group
 * @param cuts - ascending, e.g. the ages that a statute names
 * @example groupOfValue(40, [40, 62]); // '40 to 62'
 */
export function groupOfValue(value: number | null, cuts: readonly number[]): string | null {
  if (value === null || !Number.isFinite(value)) return null;
  const above = cuts.filter((cut) => value >= cut).length;
  const [low, high] = [cuts[above - 1], cuts[above]];
  if (low === undefined) return high === undefined ? 'all' : `below ${high}`;
  return high === undefined ? `${low} and above` : `${low} to ${high}`;
}
