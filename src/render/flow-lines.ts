import type { Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';

/** Fewer lines than this are not left alone on either side of a page's end. */
const KEPT_TOGETHER = 2;

/** How many of `left` lines to draw before the page ends; 0 when the page should be turned first. */
export function linesThatFit(room: number, lineHeight: number, left: number): number {
  const fitting = Math.floor(room / lineHeight + 1e-6);
  if (fitting >= left) return left;
  const kept = left - fitting < KEPT_TOGETHER ? left - KEPT_TOGETHER : fitting;
  return kept < KEPT_TOGETHER ? 0 : kept;
}

/** Draws lines one below another in the present element, over as many pages as they take. */
export function flowLines(pen: Pen, lines: readonly string[], x: number, style: TextStyle): void {
  let next = 0;
  while (next < lines.length) {
    const left = lines.length - next;
    let fitting = linesThatFit(pen.room, style.lineHeight, left);
    if (fitting === 0 && pen.isAtTop) fitting = Math.min(left, Math.max(1, Math.floor(pen.room / style.lineHeight)));
    if (fitting === 0) {
      pen.newPage();
      continue;
    }
    const part = lines.slice(next, next + fitting);
    pen.content(() => {
      part.forEach((line, index) => {
        pen.line(line, x, pen.y + index * style.lineHeight, style);
      });
    });
    pen.y += fitting * style.lineHeight;
    next += fitting;
  }
}
