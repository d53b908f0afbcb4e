import type { TableBlock } from '../core/block.ts';
import { type ColumnNeed, columnWidths } from './column-widths.ts';
import { captionHeight, drawCaption } from './draw-caption.ts';
import { drawRow } from './draw-row.ts';
import { flowLines } from './flow-lines.ts';
import type { Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';

type Column = TableBlock['columns'][number];

const GAP = 12;
const PADDING = 3.4;
const LINE_HEIGHT = 1.36;
const MONO_SIZE = 0.92;
const TITLE_SHARE = 0.6;
/** Sizes to try, as shares of the theme's, until the words of all columns fit. */
const SHRINK = [1, 0.93, 0.86];

interface Layout {
  columns: { column: Column; x: number; width: number }[];
  size: number;
}

/**
 * Draws a table: cells wrap, rows go on over a page's end with nothing lost, and the head is repeated there.
 * Later heads are artifacts, so that a reading aid meets the head once.
 */
export function drawTable(pen: Pen, block: TableBlock): void {
  const { colours } = pen.theme;
  const layout = layoutOf(pen, block);
  const lineHeight = layout.size * LINE_HEIGHT;
  const turn = (): void => {
    pen.newPage();
    drawRepeatedHead(pen, layout);
  };
  pen.within('Table', () => {
    drawCaption(pen, block.caption, 'Caption');
    drawHead(pen, layout);
    for (const row of block.rows) {
      const cells = pen.within('TR', () =>
        layout.columns.map(({ column, x, width }, index) => {
          const text = row[index] ?? '';
          const style = cellStyle(pen, column, layout.size, text);
          const lines = column.mono === true ? pen.evenLines(text, width, style) : pen.lines(text, width, style);
          return { lines, style, x, width, align: column.align, element: pen.element('TD') };
        }),
      );
      drawRow(pen, cells, { lineHeight, padding: PADDING, turn });
      pen.rule(pen.left, pen.y, pen.width, { colour: colours.line, width: 0.4 });
    }
  });
  pen.y += 4;
  if (block.note !== undefined) drawNote(pen, block.note);
  pen.y += 9;
}

/** The height of a table's caption, head and first row, which belong together. */
export function tableStart(pen: Pen, block: TableBlock): number {
  const layout = layoutOf(pen, block);
  const row = 2 * layout.size * LINE_HEIGHT + 2 * PADDING;
  return captionHeight(pen, block.caption) + headHeight(pen, layout) + row;
}

function drawNote(pen: Pen, text: string): void {
  const style = pen.style('regular', pen.theme.sizes.note, pen.theme.colours.muted);
  pen.within('P', () => flowLines(pen, pen.lines(text, pen.width, style), pen.left, style));
}

function layoutOf(pen: Pen, block: TableBlock): Layout {
  return pen.once(block, () => layOut(pen, block));
}

function layOut(pen: Pen, block: TableBlock): Layout {
  const width = pen.width - GAP * (block.columns.length - 1);
  for (const share of SHRINK) {
    const size = pen.theme.sizes.table * share;
    const needs = block.columns.map((column, index) => needOf(pen, block, { column, index, size }));
    const fits = needs.reduce((total, need) => total + need.least, 0) <= width;
    if (fits || share === SHRINK[SHRINK.length - 1]) return placed(pen, block, columnWidths(needs, width), size);
  }
  return placed(pen, block, [], pen.theme.sizes.table);
}

function placed(pen: Pen, block: TableBlock, widths: number[], size: number): Layout {
  let x = pen.left;
  const columns = block.columns.map((column, index) => {
    const width = widths[index] ?? 0;
    const start = x;
    x += width + GAP;
    return { column, x: start, width };
  });
  return { columns, size };
}

function needOf(pen: Pen, { rows }: TableBlock, at: { column: Column; index: number; size: number }): ColumnNeed {
  const head = headStyle(pen, at.size);
  // A title may take two lines; what stands below it decides.
  let least = pen.widestPart(at.column.title, head);
  let natural = Math.max(least, pen.measure(pen.clean(at.column.title, head), head) * TITLE_SHARE);
  for (const row of rows) {
    const text = row[at.index] ?? '';
    const style = cellStyle(pen, at.column, at.size, text);
    least = Math.max(least, pen.widestPart(text, style));
    for (const line of pen.clean(text, style).split('\n')) natural = Math.max(natural, pen.measure(line, style));
  }
  return { least: least + 0.01, natural: natural + 0.01, weight: at.column.weight ?? 1 };
}

function cellStyle(pen: Pen, { mono }: Column, size: number, text: string): TextStyle {
  const style = mono === true ? pen.style('mono', size * MONO_SIZE) : pen.style('regular', size);
  return { ...pen.suited(text, style), lineHeight: size * LINE_HEIGHT };
}

function headStyle(pen: Pen, size: number): TextStyle {
  return { ...pen.style('bold', size, pen.theme.colours.muted), lineHeight: size * LINE_HEIGHT };
}

function headHeight(pen: Pen, { columns, size }: Layout): number {
  const style = headStyle(pen, size);
  const lines = columns.map(({ column, width }) => pen.lines(column.title, width, style).length);
  return Math.max(1, ...lines) * style.lineHeight + 2 * PADDING;
}

function drawHead(pen: Pen, layout: Layout): void {
  const height = headHeight(pen, layout);
  pen.ensure(height);
  pen.within('TR', () => {
    for (const cell of headCells(pen, layout, height)) pen.within('TH', () => pen.content(cell), { scope: 'Column' });
  });
  underline(pen, height);
}

function drawRepeatedHead(pen: Pen, layout: Layout): void {
  const height = headHeight(pen, layout);
  pen.artifact(() => {
    for (const cell of headCells(pen, layout, height)) cell();
  }, 'Pagination');
  underline(pen, height);
}

/** Titles stand on the rule, whatever number of lines the others take. */
function headCells(pen: Pen, { columns, size }: Layout, height: number): (() => void)[] {
  const style = headStyle(pen, size);
  return columns.map(({ column, x, width }) => () => {
    const lines = pen.lines(column.title, width, style);
    const top = pen.y + height - PADDING - lines.length * style.lineHeight;
    lines.forEach((line, index) => {
      const y = top + index * style.lineHeight;
      if (column.align === 'right') pen.lineRight(line, x + width, y, style);
      else pen.line(line, x, y, style);
    });
  });
}

function underline(pen: Pen, height: number): void {
  pen.y += height;
  pen.rule(pen.left, pen.y, pen.width, { colour: pen.theme.colours.accent, width: 0.9 });
}
