import type { CalloutBlock, ListBlock, ParagraphBlock } from '../core/block.ts';
import { flowLines, linesThatFit } from './flow-lines.ts';
import type { Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';
import { TONE_SIGNS, toneColour } from './tone.ts';

const PARAGRAPH_GAP = 6;
const ITEM_GAP = 2.5;
const LIST_INDENT = 15;
const CALLOUT = { bar: 2.6, padX: 12, padY: 8, gap: 9 };

export function drawParagraph(pen: Pen, { text, style: kind }: ParagraphBlock): void {
  const { sizes, colours } = pen.theme;
  const style = {
    lead: pen.style('regular', sizes.lead),
    body: pen.style('regular', sizes.body),
    note: pen.style('regular', sizes.note, colours.muted),
  }[kind];
  pen.within('P', () => flowLines(pen, pen.lines(text, pen.width, style), pen.left, style));
  pen.y += kind === 'lead' ? PARAGRAPH_GAP + 3 : PARAGRAPH_GAP;
}

export function drawList(pen: Pen, { ordered, items }: ListBlock): void {
  const style = pen.style('regular', pen.theme.sizes.body);
  const mark = { ...style, colour: pen.theme.colours.accent };
  const indent = ordered ? Math.max(LIST_INDENT, pen.measure(`${items.length}. `, style) + 2) : LIST_INDENT;
  pen.within('L', () => {
    items.forEach((item, index) => {
      const lines = pen.lines(item, pen.width - indent, style);
      if (linesThatFit(pen.room, style.lineHeight, lines.length) === 0) pen.newPage();
      pen.within('LI', () => {
        pen.within('Lbl', () => {
          pen.content(() => pen.line(ordered ? `${index + 1}.` : '•', pen.left + 2, pen.y, mark));
        });
        pen.within('LBody', () => flowLines(pen, lines, pen.left + indent, style));
      });
      pen.y += ITEM_GAP;
    });
  });
  pen.y += PARAGRAPH_GAP - ITEM_GAP;
}

/** A tinted box with a bar at its side; long ones go on over the page's end. */
export function drawCallout(pen: Pen, { tone, title, text }: CalloutBlock): void {
  const { sizes, colours } = pen.theme;
  const marked = tone === 'error' ? 'bad' : tone;
  const colour = tone === 'neutral' ? colours.accent : toneColour(pen.theme, marked);
  const titleStyle = pen.style('bold', sizes.body, colour);
  const textStyle = pen.style('regular', sizes.body);
  const width = pen.width - CALLOUT.bar - 2 * CALLOUT.padX;
  const sign = TONE_SIGNS[marked];
  const rows = [
    ...pen
      .lines(sign === '' ? title : `${sign}  ${title}`, width, titleStyle)
      .map((line) => ({ line, style: titleStyle })),
    ...(text === '' ? [] : pen.lines(text, width, textStyle)).map((line) => ({ line, style: textStyle })),
  ];
  pen.space(CALLOUT.gap - PARAGRAPH_GAP);
  const lineHeight = textStyle.lineHeight;
  const whole = rows.length * lineHeight + 2 * CALLOUT.padY;
  if (whole < (pen.bottom - pen.top) / 3) pen.ensure(whole);
  pen.within('P', () => drawRows(pen, rows, colour));
  pen.y += CALLOUT.gap;
}

function drawRows(pen: Pen, rows: { line: string; style: TextStyle }[], colour: string): void {
  const { lineHeight } = pen.style('regular', pen.theme.sizes.body);
  let next = 0;
  while (next < rows.length) {
    const left = rows.length - next;
    let fitting = linesThatFit(pen.room - 2 * CALLOUT.padY, lineHeight, left);
    if (fitting === 0 && !pen.isAtTop) {
      pen.newPage();
      continue;
    }
    fitting = Math.max(1, fitting);
    const height = fitting * lineHeight + 2 * CALLOUT.padY;
    pen.artifact(() => {
      pen.kit.rect(pen.left, pen.y, pen.width, height).fill(pen.theme.colours.tint);
      pen.kit.rect(pen.left, pen.y, CALLOUT.bar, height).fill(colour);
    });
    const part = rows.slice(next, next + fitting);
    pen.content(() => {
      part.forEach(({ line, style }, index) => {
        pen.line(line, pen.left + CALLOUT.bar + CALLOUT.padX, pen.y + CALLOUT.padY + index * lineHeight, style);
      });
    });
    pen.y += height;
    next += fitting;
    if (next < rows.length) pen.newPage();
  }
}
