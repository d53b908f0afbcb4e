import type { CalloutBlock, ListBlock, ParagraphBlock, Tone } from '../core/block.ts';
import { flowLines, linesThatFit } from './flow-lines.ts';
import type { Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';
import { TONE_SIGNS, toneColour } from './tone.ts';

const PARAGRAPH_GAP = 6;
const ITEM_GAP = 2.5;
const LIST_INDENT = 15;
const CALLOUT = { bar: 2.6, padX: 12, padY: 8, gap: 9, startLines: 5 };

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
export function drawCallout(pen: Pen, block: CalloutBlock): void {
  pen.space(CALLOUT.gap - PARAGRAPH_GAP);
  pen.within('P', () => drawRows(pen, calloutRows(pen, block), calloutColour(pen, block)));
  pen.y += CALLOUT.gap;
}

/** The height of the whole callout, unless it is so long that its beginning must do. */
export function calloutStart(pen: Pen, block: CalloutBlock): number {
  const { lineHeight } = pen.style('regular', pen.theme.sizes.body);
  const heightOf = (lines: number): number => lines * lineHeight + 2 * CALLOUT.padY + CALLOUT.gap;
  const whole = heightOf(calloutRows(pen, block).length);
  return whole < (pen.bottom - pen.top) / 3 ? whole : heightOf(CALLOUT.startLines);
}

interface CalloutRow {
  line: string;
  style: TextStyle;
}

function calloutRows(pen: Pen, block: CalloutBlock): CalloutRow[] {
  const { sizes } = pen.theme;
  const titleStyle = pen.style('bold', sizes.body, calloutColour(pen, block));
  const textStyle = pen.style('regular', sizes.body);
  const width = pen.width - CALLOUT.bar - 2 * CALLOUT.padX;
  const sign = TONE_SIGNS[toneOf(block)];
  const title = sign === '' ? block.title : `${sign}  ${block.title}`;
  const text = block.text === '' ? [] : pen.lines(block.text, width, textStyle);
  return [
    ...pen.lines(title, width, titleStyle).map((line) => ({ line: `${line} `, style: titleStyle })),
    ...text.map((line) => ({ line, style: textStyle })),
  ];
}

function calloutColour(pen: Pen, block: CalloutBlock): string {
  return block.tone === 'neutral' ? pen.theme.colours.accent : toneColour(pen.theme, toneOf(block));
}

function toneOf({ tone }: CalloutBlock): Tone {
  return tone === 'error' ? 'bad' : tone;
}

function drawRows(pen: Pen, rows: readonly CalloutRow[], colour: string): void {
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
