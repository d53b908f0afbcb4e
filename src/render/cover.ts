import type { Document } from '../core/document.ts';
import { utcTime } from '../core/format.ts';
import { PAGE_WIDTH, type Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';

const BAND = 9;
const TITLE_TOP = 108;
const GAP = 16;
const MOST_LINES = 6;

/** Draws the title block at the top of the first page; what the first section says follows below it. */
export function drawCover(pen: Pen, document: Document): void {
  const { sizes, colours } = pen.theme;
  pen.artifact(() => {
    pen.kit.rect(0, 0, PAGE_WIDTH, BAND).fill(colours.accent);
    pen.kit.rect(pen.left, TITLE_TOP - 20, 54, 3.2).fill(colours.accent);
  });
  pen.y = TITLE_TOP;
  block(pen, document.title, { ...pen.style('bold', sizes.title), lineHeight: sizes.title * 1.22 });
  pen.y += 6;
  block(pen, document.subtitle, {
    ...pen.style('regular', sizes.subtitle, colours.muted),
    lineHeight: sizes.subtitle * 1.4,
  });
  pen.y += GAP;
  drawSubject(pen, document);
  pen.y += GAP;
}

/** The contested thing's id, large enough to be compared with a letter at hand; time and author beside it. */
function drawSubject(pen: Pen, { subject, createdAt, author }: Document): void {
  const { sizes, colours } = pen.theme;
  const wanted = pen.style('mono', sizes.heading2, colours.accent);
  const style = pen.suited(subject, wanted);
  const small = pen.style('regular', sizes.note, colours.muted);
  const beside = [utcTime(createdAt), author].map((text) => pen.clean(text, small));
  const taken = Math.max(...beside.map((text) => pen.measure(text, small)));
  const lines = begun(pen.lines(subject, Math.max(pen.width * 0.55 - 14, pen.width - taken - 3 * 14), style));
  const height = Math.max(lines.length * style.lineHeight, beside.length * small.lineHeight) + 20;
  pen.artifact(() => {
    pen.kit.rect(pen.left, pen.y, pen.width, height).fill(colours.tint);
  });
  pen.within('P', () => {
    pen.content(() => drawCentred(pen, lines, { x: pen.left + 14, height, style, right: false }));
  });
  pen.within('P', () => {
    pen.content(() => drawCentred(pen, beside, { x: pen.left + pen.width - 14, height, style: small, right: true }));
  });
  pen.y += height;
}

/** The first lines of an id that would fill the page; the decision record gives it whole. */
function begun(lines: string[]): string[] {
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), '…'];
}

interface Centred {
  x: number;
  height: number;
  style: TextStyle;
  right: boolean;
}

function drawCentred(pen: Pen, lines: string[], { x, height, style, right }: Centred): void {
  const top = pen.y + (height - lines.length * style.lineHeight) / 2;
  lines.forEach((line, index) => {
    const y = top + index * style.lineHeight;
    if (right) pen.lineRight(line, x, y, style);
    else pen.line(line, x, y, style);
  });
}

function block(pen: Pen, text: string, style: TextStyle): void {
  const lines = pen.lines(text, pen.width, style);
  pen.within('P', () => {
    pen.content(() => {
      lines.forEach((line, index) => {
        pen.line(line, pen.left, pen.y + index * style.lineHeight, style);
      });
    });
  });
  pen.y += lines.length * style.lineHeight;
}
