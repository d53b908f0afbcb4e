import type { TableBlock } from '../core/block.ts';
import { balanceWidths } from './balance-widths.ts';
import { type ColumnNeed, columnWidths } from './column-widths.ts';
import type { Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';

type Column = TableBlock['columns'][number];

/** A cell broken into lines. */
export interface LaidCell {
  lines: string[];
  style: TextStyle;
}

export interface TableLayout {
  columns: { column: Column; x: number; width: number }[];
  rows: LaidCell[][];
  /** The size of letters. */
  size: number;
}

/** The height of a line over the size of its letters, in tables. */
export const LINE_HEIGHT = 1.36;

const GAP = 12;
const MONO_SIZE = 0.92;
/** Sizes to try, as shares of the theme's, until the words of all columns fit. */
const SHRINK = [1, 0.93, 0.86];
/** A title may take two lines: what stands below it decides how wide a column is. */
const TITLE_SHARE = 0.6;

/** Places the columns of a table and breaks its cells into lines. */
export function layOutTable(pen: Pen, block: TableBlock): TableLayout {
  return pen.once(block, () => {
    const room = pen.width - GAP * (block.columns.length - 1);
    const { size, needs, naturals } = fitting(pen, block, room);
    const least = needs.map((need) => need.least);
    const columns = placed(pen, block, balanceWidths(columnWidths(needs, room), least, naturals));
    const rows = block.rows.map((row) =>
      columns.map(({ column, width }, index) => laidCell(pen, column, { text: row[index] ?? '', width, size })),
    );
    return { columns, rows, size };
  });
}

/** What the columns need, in letters small enough for their words if there are such. */
function fitting(pen: Pen, block: TableBlock, room: number): Measured {
  const [first = 1, ...smaller] = SHRINK.map((share) => pen.theme.sizes.table * share);
  let measured = measure(pen, block, first);
  for (const size of smaller) {
    if (measured.needs.reduce((sum, { least }) => sum + least, 0) <= room) break;
    measured = measure(pen, block, size);
  }
  return measured;
}

export function headStyle(pen: Pen, size: number): TextStyle {
  return { ...pen.style('bold', size, pen.theme.colours.muted), lineHeight: size * LINE_HEIGHT };
}

function laidCell(pen: Pen, column: Column, cell: { text: string; width: number; size: number }): LaidCell {
  const style = cellStyle(pen, column, cell.size, cell.text);
  const lines =
    column.mono === true ? pen.evenLines(cell.text, cell.width, style) : pen.lines(cell.text, cell.width, style);
  return { lines, style };
}

function cellStyle(pen: Pen, { mono }: Column, size: number, text: string): TextStyle {
  const style = mono === true ? pen.style('mono', size * MONO_SIZE) : pen.style('regular', size);
  return { ...pen.suited(text, style), lineHeight: size * LINE_HEIGHT };
}

function placed(pen: Pen, { columns }: TableBlock, widths: readonly number[]): TableLayout['columns'] {
  let x = pen.left;
  return columns.map((column, index) => {
    const width = widths[index] ?? 0;
    const start = x;
    x += width + GAP;
    return { column, x: start, width };
  });
}

interface Measured {
  size: number;
  needs: ColumnNeed[];
  /** The width of each cell, row for row, when nothing is broken. */
  naturals: number[][];
}

function measure(pen: Pen, { columns, rows }: TableBlock, size: number): Measured {
  const head = headStyle(pen, size);
  const needs = columns.map(({ title, weight = 1 }) => {
    const least = pen.widestPart(title, head) + SLACK;
    return { least, natural: Math.max(least, pen.measure(pen.clean(title, head), head) * TITLE_SHARE), weight };
  });
  const naturals = rows.map((row) =>
    needs.map((need, index) => {
      const column = columns[index];
      const text = row[index] ?? '';
      if (column === undefined || text === '') return 0;
      const style = cellStyle(pen, column, size, text);
      const widths = pen
        .clean(text, style)
        .split('\n')
        .map((line) => pen.measure(line, style));
      const natural = Math.max(...widths) + SLACK;
      need.least = Math.max(need.least, pen.widestPart(text, style) + SLACK);
      need.natural = Math.max(need.natural, natural);
      return natural;
    }),
  );
  return { size, needs, naturals };
}

/** Against rounding: a text must fit into a column that is just as wide. */
const SLACK = 0.01;
