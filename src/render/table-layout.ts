import type { TableBlock } from '../core/block.ts';
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
    const trials = SHRINK.map((share) => pen.theme.sizes.table * share);
    const fits = (size: number): boolean =>
      needsOf(pen, block, size).reduce((sum, { least }) => sum + least, 0) <= room;
    const size = trials.find(fits) ?? Math.min(...trials);
    const columns = placed(pen, block, columnWidths(needsOf(pen, block, size), room));
    const rows = block.rows.map((row) =>
      columns.map(({ column, width }, index) => laidCell(pen, column, { text: row[index] ?? '', width, size })),
    );
    return { columns, rows, size };
  });
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

function needsOf(pen: Pen, { columns, rows }: TableBlock, size: number): ColumnNeed[] {
  return columns.map((column, index) => {
    const head = headStyle(pen, size);
    let least = pen.widestPart(column.title, head);
    let natural = Math.max(least, pen.measure(pen.clean(column.title, head), head) * TITLE_SHARE);
    for (const row of rows) {
      const text = row[index] ?? '';
      const style = cellStyle(pen, column, size, text);
      least = Math.max(least, pen.widestPart(text, style));
      for (const line of pen.clean(text, style).split('\n')) natural = Math.max(natural, pen.measure(line, style));
    }
    return { least: least + SLACK, natural: natural + SLACK, weight: column.weight ?? 1 };
  });
}

/** Against rounding: a text must fit into a column that is just as wide. */
const SLACK = 0.01;
