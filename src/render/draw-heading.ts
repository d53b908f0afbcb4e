import type { HeadingBlock } from '../core/block.ts';
import type { Bookmarks } from './bookmarks.ts';
import { flowLines } from './flow-lines.ts';
import type { Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';

const SPACE_ABOVE = { 1: 26, 2: 17, 3: 12 } as const;
const SPACE_BELOW = { 1: 9, 2: 5, 3: 3 } as const;
const MARK = { width: 34, height: 2.4, above: 9 };

/** Draws a heading and bookmarks it. */
export function drawHeading(pen: Pen, block: HeadingBlock, bookmarks: Bookmarks): void {
  const style = headingStyle(pen, block);
  const lines = pen.lines(block.text, pen.width, style);
  pen.space(SPACE_ABOVE[block.level]);
  bookmarks.add(block.level, pen.clean(block.text, style), pen.y);
  if (block.level === 1) drawMark(pen);
  pen.within(`H${block.level}`, () => flowLines(pen, lines, pen.left, style));
  pen.y += SPACE_BELOW[block.level];
}

/** The height that a heading takes, with the gaps around it. */
export function headingHeight(pen: Pen, block: HeadingBlock): number {
  const style = headingStyle(pen, block);
  const text = pen.lines(block.text, pen.width, style).length * style.lineHeight;
  return SPACE_ABOVE[block.level] + (block.level === 1 ? MARK.above : 0) + text + SPACE_BELOW[block.level];
}

function drawMark(pen: Pen): void {
  pen.artifact(() => {
    pen.kit.rect(pen.left, pen.y, MARK.width, MARK.height).fill(pen.theme.colours.accent);
  });
  pen.y += MARK.above;
}

function headingStyle(pen: Pen, { level }: HeadingBlock): TextStyle {
  const { sizes, colours } = pen.theme;
  const size = { 1: sizes.heading1, 2: sizes.heading2, 3: sizes.heading3 }[level];
  const style = pen.style('bold', size, level === 2 ? colours.accent : colours.ink);
  return { ...style, lineHeight: size * 1.3 };
}
