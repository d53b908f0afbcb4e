import { flowLines } from './flow-lines.ts';
import type { Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';

const GAP = 3;

/** The line above a table or figure. */
export function drawCaption(pen: Pen, text: string, type: 'Caption' | 'P'): void {
  if (text === '') return;
  const style = captionStyle(pen);
  pen.within(type, () => flowLines(pen, pen.lines(text, pen.width, style), pen.left, style));
  pen.y += GAP;
}

export function captionHeight(pen: Pen, text: string): number {
  if (text === '') return 0;
  const style = captionStyle(pen);
  return pen.lines(text, pen.width, style).length * style.lineHeight + GAP;
}

function captionStyle(pen: Pen): TextStyle {
  return { ...pen.style('bold', pen.theme.sizes.note), lineHeight: pen.theme.sizes.note * 1.4 };
}
