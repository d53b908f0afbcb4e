/** Counts that a copy could publish, row-major; each layer is one kind of row, such as the favourable decisions. */
export interface CountTable {
  /** [layers][rows * columns] */
  layers: readonly (readonly number[])[];
  rows: number;
  columns: number;
  /** Rows and columns whose totals are not published either; all their cells are hidden. */
  hiddenRows: ReadonlySet<number>;
  hiddenColumns: ReadonlySet<number>;
}

/**
 * Which cells of one margin to hide, its total being known. A cell is hidden when a kind of its rows counts fewer than
 * `least` people, none at all included; an empty cell is not. Others are hidden with it, the smallest first and the first
 * cell last of all, until there are two and what is hidden could be published if it were one cell.
 *
 * @param layers - [layers][cells]
 * @param forced - cells that are hidden anyway
 */
export function hideInLine(
  layers: CountTable['layers'],
  least: number,
  forced: ReadonlySet<number> = new Set(),
): Set<number> {
  const cells = (layers[0] ?? []).map((_, cell) => cell).filter((cell) => sizeAt(layers, cell) > 0);
  const hidden = new Set([...forced, ...cells.filter((cell) => isSmall(layers, cell, least))]);
  if (!cells.some((cell) => hidden.has(cell))) return hidden;
  const others = cells.filter((cell) => !hidden.has(cell)).sort(smallestFirst(layers));
  for (const cell of others) {
    const held = cells.filter((each) => hidden.has(each));
    const pooled = layers.map((layer) => held.reduce((sum, each) => sum + (layer[each] ?? 0), 0));
    if (held.length > 1 && pooled.every((count) => count >= least)) break;
    hidden.add(cell);
  }
  return hidden;
}

/**
 * Which cells of a two-way table to hide, the totals of its rows and columns being known but for those that are hidden
 * too: every margin by the rule above, and then more, until no small count follows from the others. A count of a layer is
 * free when it can go up or down by 1 with all published totals as they are and no count below 0: a path of alternating
 * steps through hidden cells back to its row.
 *
 * @see Gusfield 1988, "A graph theoretic approach to statistical data security", SIAM Journal on Computing 17(3)
 */
export function hideInTable(table: CountTable, least: number): Set<number> {
  const { layers, rows, columns, hiddenRows, hiddenColumns } = table;
  const cells = range(rows * columns);
  const inHiddenLine = (cell: number): boolean =>
    hiddenRows.has(Math.floor(cell / columns)) || hiddenColumns.has(cell % columns);
  const hidden = new Set(cells.filter((cell) => inHiddenLine(cell) || isSmall(layers, cell, least)));
  const lines = linesOf(table);
  for (;;) {
    const before = hidden.size;
    for (const line of lines) {
      const forced = new Set(line.flatMap((cell, at) => (hidden.has(cell) ? [at] : [])));
      const part = layers.map((layer) => line.map((cell) => layer[cell] ?? 0));
      for (const at of hideInLine(part, least, forced)) hidden.add(line[at] as number);
    }
    if (hidden.size > before) continue;
    const next = companionOf(firstSolvable(table, hidden, least), table, hidden);
    if (next === undefined) return hidden;
    hidden.add(next);
  }
}

function linesOf({ rows, columns, hiddenRows, hiddenColumns }: CountTable): number[][] {
  return [
    ...range(rows).flatMap((row) => (hiddenRows.has(row) ? [] : [range(columns).map((c) => row * columns + c)])),
    ...range(columns).flatMap((c) => (hiddenColumns.has(c) ? [] : [range(rows).map((row) => row * columns + c)])),
  ];
}

/** A cell whose small count follows from what is published; undefined when there is none. */
function firstSolvable(table: CountTable, hidden: ReadonlySet<number>, least: number): number | undefined {
  for (const cell of hidden) {
    if (sizeAt(table.layers, cell) === 0) continue;
    for (const layer of table.layers) {
      if ((layer[cell] ?? 0) < least && !isFree(table, layer, hidden, cell)) return cell;
    }
  }
  return undefined;
}

/** The smallest published cell in the row or column of a cell, then anywhere. */
function companionOf(
  cell: number | undefined,
  { layers, columns }: CountTable,
  hidden: ReadonlySet<number>,
): number | undefined {
  if (cell === undefined) return undefined;
  const open = (layers[0] ?? []).map((_, each) => each).filter((each) => !hidden.has(each) && sizeAt(layers, each) > 0);
  const beside = open.filter(
    (each) => each % columns === cell % columns || Math.floor(each / columns) === Math.floor(cell / columns),
  );
  return (beside.length > 0 ? beside : open).sort(smallestFirst(layers))[0];
}

/** Whether a hidden count could be one more, or one less, for all that is published. */
function isFree(table: CountTable, layer: readonly number[], hidden: ReadonlySet<number>, cell: number): boolean {
  return hasPath(table, layer, hidden, cell, 1) || ((layer[cell] ?? 0) > 0 && hasPath(table, layer, hidden, cell, -1));
}

/**
 * After the count of a cell moved by `step`, its column must move back by another cell, that cell's row by a third, and so
 * on until the row of the first is whole again. The totals of hidden rows are one more column, and those of hidden columns
 * one more row, in which more of the total is less of the cell.
 */
function hasPath(
  table: CountTable,
  layer: readonly number[],
  hidden: ReadonlySet<number>,
  cell: number,
  step: 1 | -1,
): boolean {
  const { rows, columns } = table;
  const canMove = movesOf(table, layer, (at) => at !== cell && hidden.has(at));
  const start = Math.floor(cell / columns);
  const seenRows = new Set<number>();
  const seenColumns = new Set([cell % columns]);
  for (const column of seenColumns) {
    const reached = range(rows + 1).filter((row) => !seenRows.has(row) && canMove(row, column, -step));
    if (reached.includes(start)) return true;
    for (const row of reached) {
      seenRows.add(row);
      for (const next of range(columns + 1)) if (canMove(row, next, step)) seenColumns.add(next);
    }
  }
  return false;
}

type CanMove = (row: number, column: number, by: number) => boolean;

function movesOf(table: CountTable, layer: readonly number[], isOpen: (cell: number) => boolean): CanMove {
  const { rows, columns, hiddenRows, hiddenColumns } = table;
  const totalOf = (line: readonly number[]): number => line.reduce((sum, each) => sum + (layer[each] ?? 0), 0);
  const rowTotals = Array.from({ length: rows }, (_, row) => totalOf(rowOf(table, row)));
  const columnTotals = Array.from({ length: columns }, (_, column) => totalOf(columnOf(table, column)));
  return (row, column, by) => {
    if (row === rows) return hiddenColumns.has(column) && (by < 0 || (columnTotals[column] ?? 0) > 0);
    if (column === columns) return hiddenRows.has(row) && (by < 0 || (rowTotals[row] ?? 0) > 0);
    const at = row * columns + column;
    return isOpen(at) && (by > 0 || (layer[at] ?? 0) > 0);
  };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function rowOf({ columns }: CountTable, row: number): number[] {
  return Array.from({ length: columns }, (_, column) => row * columns + column);
}

function columnOf({ rows, columns }: CountTable, column: number): number[] {
  return Array.from({ length: rows }, (_, row) => row * columns + column);
}

function sizeAt(layers: CountTable['layers'], cell: number): number {
  return layers.reduce((sum, layer) => sum + (layer[cell] ?? 0), 0);
}

/** Whether somebody is in a cell, and fewer than `least` people are in one of its layers. */
export function isSmall(layers: CountTable['layers'], cell: number, least: number): boolean {
  return sizeAt(layers, cell) > 0 && layers.some((layer) => (layer[cell] ?? 0) < least);
}

function smallestFirst(layers: CountTable['layers']): (one: number, other: number) => number {
  return (one, other) =>
    Number(one === 0) - Number(other === 0) || sizeAt(layers, one) - sizeAt(layers, other) || one - other;
}
