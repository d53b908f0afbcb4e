import { cellKey, scoreKey, sortedCells, sortedScores } from '../core/cell-order.ts';
import type { ContingencyTable, ScoreTable } from '../core/cells.ts';
import { compareText } from '../core/compare-text.ts';
import type { SliceCounts } from '../data/count-slice.ts';

/** The counts of two model versions as one. */
export function mergeCounts(one: SliceCounts, other: SliceCounts): SliceCounts {
  const periods = one.periods?.map((table, at) => mergedTables(table, other.periods?.[at] ?? table));
  return {
    table: mergedTables(one.table, other.table),
    scores: mergedScores(one.scores, other.scores),
    ...(periods === undefined ? {} : { periods }),
  };
}

/** One reason more to leave rows out. */
export function withExclusion(table: ContingencyTable, reason: string, rows: number): ContingencyTable {
  if (rows === 0) return table;
  return { ...table, exclusions: added(table.exclusions, [{ reason, rows }]) };
}

function mergedTables(one: ContingencyTable, other: ContingencyTable): ContingencyTable {
  const times = (pick: 'from' | 'to'): string[] =>
    [one[pick], other[pick]].filter((time) => time !== '').sort(compareText);
  return {
    ...one,
    cells: summed(sortedCells([...one.cells, ...other.cells]), cellKey),
    rowsRead: one.rowsRead + other.rowsRead,
    exclusions: added(one.exclusions, other.exclusions),
    from: times('from').at(0) ?? '',
    to: times('to').at(-1) ?? '',
  };
}

function mergedScores(one: ScoreTable | null, other: ScoreTable | null): ScoreTable | null {
  if (one === null || other === null) return one ?? other;
  return {
    ...one,
    cells: summed(sortedScores([...one.cells, ...other.cells]), (cell) => `${scoreKey(cell)} ${cell.score}`),
    exact: one.exact && other.exact,
    exclusions: added(one.exclusions ?? [], other.exclusions ?? []),
  };
}

/** Those cells of one key added up that stand side by side. */
function summed<Cell extends { n: number; weight?: number; weightSquares?: number }>(
  cells: readonly Cell[],
  keyOf: (cell: Cell) => string,
): Cell[] {
  const sums: Cell[] = [];
  for (const cell of cells) {
    const last = sums.at(-1);
    if (last === undefined || keyOf(last) !== keyOf(cell)) sums.push({ ...cell });
    else {
      last.n += cell.n;
      if (last.weight !== undefined) last.weight += cell.weight ?? 0;
      if (last.weightSquares !== undefined) last.weightSquares += cell.weightSquares ?? 0;
    }
  }
  return sums;
}

type Exclusions = ContingencyTable['exclusions'];

function added(one: Exclusions, other: Exclusions): Exclusions {
  const sums = new Map<string, number>();
  for (const { reason, rows } of [...one, ...other]) sums.set(reason, (sums.get(reason) ?? 0) + rows);
  return [...sums].map(([reason, rows]) => ({ reason, rows })).sort((a, b) => compareText(a.reason, b.reason));
}
