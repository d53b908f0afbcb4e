import type { TableBlock } from '../core/block.ts';
import { captionHeight, drawCaption } from './draw-caption.ts';
import { drawRow } from './draw-row.ts';
import { flowLines } from './flow-lines.ts';
import type { Pen } from './pen.ts';
import { headStyle, type LaidCell, LINE_HEIGHT, layOutTable, type TableLayout } from './table-layout.ts';
import type { TextStyle } from './text-style.ts';

const PADDING = 3.4;
const NOTE_GAP = 4;
const SPACE_BELOW = 13;
/** Tables lower than this share of a page are kept on one. */
const KEPT_WHOLE = 0.3;

/**
 * Draws a table: cells wrap, rows go on over a page's end with nothing lost, and the head is repeated there.
 * Later heads are artifacts, so that a reading aid meets the head once.
 */
export function drawTable(pen: Pen, block: TableBlock): void {
  const layout = layOutTable(pen, block);
  const lineHeight = layout.size * LINE_HEIGHT;
  const turn = (): void => {
    pen.newPage();
    drawRepeatedHead(pen, layout);
  };
  pen.within('Table', () => {
    drawCaption(pen, block.caption, 'Caption');
    drawHead(pen, layout);
    layout.rows.forEach((row, index) => {
      if (leavesEndAlone(pen, block, index)) turn();
      const cells = pen.within('TR', () =>
        layout.columns.map(({ column, x, width }, place) => {
          const { lines, style } = row[place] ?? { lines: [], style: headStyle(pen, layout.size) };
          return { lines, style, x, width, align: column.align, element: pen.element('TD') };
        }),
      );
      drawRow(pen, cells, { lineHeight, padding: PADDING, turn });
      pen.rule(pen.left, pen.y, pen.width, { colour: pen.theme.colours.line, width: 0.4 });
    });
  });
  if (block.note !== undefined) drawNote(pen, block.note);
  pen.y += SPACE_BELOW;
}

/** The height that must be free for a table to begin: all of a low one, else its head and first rows. */
export function tableStart(pen: Pen, block: TableBlock): number {
  const layout = layOutTable(pen, block);
  const heights = layout.rows.map((row) => rowHeight(layout, row));
  const head = captionHeight(pen, block.caption) + headHeight(pen, layout);
  const whole = heights.reduce((total, height) => total + height, head + noteHeight(pen, block));
  if (whole < (pen.bottom - pen.top) * KEPT_WHOLE) return whole;
  const three = 3 * layout.size * LINE_HEIGHT + 2 * PADDING;
  return heights.slice(0, 2).reduce((total, height) => total + Math.min(height, three), head);
}

/** True where the last row or the note would be alone on its page, though the row before could go along. */
function leavesEndAlone(pen: Pen, block: TableBlock, index: number): boolean {
  const layout = layOutTable(pen, block);
  if (index !== layout.rows.length - 2 || index < 1) return false;
  const [height = 0, last = 0] = layout.rows.slice(index).map((row) => rowHeight(layout, row));
  const end = height + last + noteHeight(pen, block);
  return end < (pen.bottom - pen.top) * KEPT_WHOLE && height <= pen.room && end > pen.room;
}

function rowHeight({ size }: TableLayout, row: readonly LaidCell[]): number {
  return Math.max(1, ...row.map(({ lines }) => lines.length)) * size * LINE_HEIGHT + 2 * PADDING;
}

function drawNote(pen: Pen, text: string): void {
  const style = noteStyle(pen);
  pen.y += NOTE_GAP;
  pen.within('P', () => flowLines(pen, pen.lines(text, pen.width, style), pen.left, style));
}

function noteHeight(pen: Pen, { note }: TableBlock): number {
  const style = noteStyle(pen);
  return note === undefined ? 0 : NOTE_GAP + pen.lines(note, pen.width, style).length * style.lineHeight;
}

function noteStyle(pen: Pen): TextStyle {
  return pen.style('regular', pen.theme.sizes.note, pen.theme.colours.muted);
}

function headHeight(pen: Pen, { columns, size }: TableLayout): number {
  const style = headStyle(pen, size);
  const lines = columns.map(({ column, width }) => pen.lines(column.title, width, style).length);
  return Math.max(1, ...lines) * style.lineHeight + 2 * PADDING;
}

function drawHead(pen: Pen, layout: TableLayout): void {
  const height = headHeight(pen, layout);
  pen.within('TR', () => {
    for (const cell of headCells(pen, layout, height)) pen.within('TH', () => pen.content(cell), { scope: 'Column' });
  });
  underline(pen, height);
}

function drawRepeatedHead(pen: Pen, layout: TableLayout): void {
  const height = headHeight(pen, layout);
  pen.artifact(() => {
    for (const cell of headCells(pen, layout, height)) cell();
  }, 'Pagination');
  underline(pen, height);
}

/** Titles stand on the rule, whatever number of lines the others take. */
function headCells(pen: Pen, { columns, size }: TableLayout, height: number): (() => void)[] {
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
