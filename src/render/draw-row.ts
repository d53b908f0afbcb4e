import type { StructureElement } from './pdf-kit.ts';
import type { Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';

/** A cell broken into lines and placed in its column. */
export interface PlacedCell {
  lines: string[];
  style: TextStyle;
  x: number;
  width: number;
  align: 'left' | 'right';
  element: StructureElement;
}

export interface RowOptions {
  lineHeight: number;
  padding: number;
  /** Turns the page and draws there what belongs above the rest of the row. */
  turn: () => void;
}

/** Rows higher than this share of a page are parted at its end; lower ones go to the next page whole. */
const PARTED_ABOVE = 0.25;

/** Draws a row of cells side by side; a row that does not fit goes on over the page's end, line for line. */
export function drawRow(pen: Pen, cells: readonly PlacedCell[], { lineHeight, padding, turn }: RowOptions): void {
  const count = Math.max(1, ...cells.map((cell) => cell.lines.length));
  const whole = count * lineHeight + 2 * padding;
  if (whole > pen.room && whole < (pen.bottom - pen.top) * PARTED_ABOVE) turn();
  let next = 0;
  let turned = false;
  while (next < count) {
    const fitting = Math.floor((pen.room - 2 * padding) / lineHeight + 1e-6);
    if (fitting < Math.min(2, count - next) && !turned) {
      turn();
      turned = true;
      continue;
    }
    const end = Math.min(count, next + Math.max(1, fitting));
    drawLines(pen, cells, { from: next, to: end, y: pen.y + padding, lineHeight });
    pen.y += (end - next) * lineHeight + 2 * padding;
    next = end;
    turned = false;
  }
}

interface Part {
  from: number;
  to: number;
  y: number;
  lineHeight: number;
}

function drawLines(pen: Pen, cells: readonly PlacedCell[], { from, to, y, lineHeight }: Part): void {
  for (const cell of cells) {
    const lines = cell.lines.slice(from, to);
    if (lines.length === 0) continue;
    pen.inside(cell.element, () => {
      pen.content(() => {
        lines.forEach((line, index) => {
          const place = y + index * lineHeight;
          if (cell.align === 'right') pen.lineRight(line, cell.x + cell.width, place, cell.style);
          else pen.line(line, cell.x, place, cell.style);
        });
      });
    });
  }
}
