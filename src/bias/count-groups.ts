import type { ContingencyTable } from '../core/cells.ts';
import { DossierError } from '../core/error.ts';
import { type GroupSums, sumsOf } from './group-sums.ts';
import { groupVectors } from './group-vectors.ts';

export interface CountedGroup extends GroupSums {
  /** Null for the rows whose group is not known. */
  group: string | null;
}

/**
 * The counts of every group by one attribute: the reference first, also when it has no rows; the others by name; rows
 * whose group is not known last, if there are any.
 *
 * @param column - the attribute's place in `table.attributes`
 */
export function countGroups({ cells }: ContingencyTable, column: number, reference: string): CountedGroup[] {
  const vectors = groupVectors(cells, [column], reference);
  return vectors.map((vector) => ({ group: vector.group, ...sumsOf(vector) }));
}

/**
 * Rows in all cells, after making sure that the table is one: whole counts, one group per attribute, and rows read
 * equal to the rows of the cells and of the exclusions.
 * @throws DossierError analysis/cells-not-countable, analysis/rows-do-not-add-up
 */
export function countRows({ attributes, cells, exclusions, rowsRead }: ContingencyTable): number {
  const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
  for (const { n, groups } of cells) {
    if (isCount(n) && groups.length === attributes.length) continue;
    throw new DossierError('analysis/cells-not-countable', `a cell of ${n} rows has ${groups.length} groups`, {
      hint: `Give every cell a whole number of rows and ${attributes.length} groups.`,
    });
  }
  const used = cells.reduce((sum, { n }) => sum + n, 0);
  const excluded = exclusions.reduce((sum, { rows }) => sum + rows, 0);
  if (used + excluded === rowsRead && isCount(rowsRead)) return used;
  throw new DossierError(
    'analysis/rows-do-not-add-up',
    `${rowsRead} rows were read, but ${used} were counted and ${excluded} excluded`,
    { hint: 'Count the slice again; every row is in one cell or has one reason to be left out.' },
  );
}
