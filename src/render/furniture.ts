import type { Document } from '../core/document.ts';
import { PAGE_HEIGHT, type Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';

const HEADER_Y = 36;
const FOOTER_UP = 44;
/** Longer than any running line; what lies beyond is not measured. */
const MOST_LETTERS = 400;

/** Draws the running lines on every page; how many pages there are is known only when all else stands. */
export function drawFurniture(pen: Pen, document: Document): number {
  const { count } = pen.kit.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pen.kit.switchToPage(page);
    if (page > 0) drawHeader(pen, document);
    drawFooter(pen, document.footer, pageOfPages(pen, page + 1, count));
  }
  return count;
}

function drawHeader(pen: Pen, { title, subject }: Document): void {
  const style = runningStyle(pen);
  const mono = pen.suited(subject, { ...style, face: 'mono' });
  const right = fitted(pen, subject, pen.width * 0.6, mono);
  const left = fitted(pen, title, pen.width - pen.measure(right, mono) - 12, style);
  pen.artifact(() => {
    pen.line(left, pen.left, HEADER_Y, style);
    pen.lineRight(right, pen.left + pen.width, HEADER_Y, mono);
    pen.kit.moveTo(pen.left, HEADER_Y + 15).lineTo(pen.left + pen.width, HEADER_Y + 15);
    pen.kit.lineWidth(0.5).stroke(pen.theme.colours.line);
  }, 'Pagination');
}

function drawFooter(pen: Pen, text: string, number: string): void {
  const style = runningStyle(pen);
  const y = PAGE_HEIGHT - FOOTER_UP;
  const right = pen.clean(number, style);
  const left = fitted(pen, text, pen.width - pen.measure(right, style) - 12, style);
  pen.artifact(() => {
    pen.kit
      .moveTo(pen.left, y - 6)
      .lineTo(pen.left + pen.width, y - 6)
      .lineWidth(0.5)
      .stroke(pen.theme.colours.line);
    pen.line(left, pen.left, y, style);
    pen.lineRight(right, pen.left + pen.width, y, style);
  }, 'Pagination');
}

function pageOfPages({ theme }: Pen, page: number, pages: number): string {
  return theme.labels.pageOfPages.replaceAll('{page}', String(page)).replaceAll('{pages}', String(pages));
}

function runningStyle(pen: Pen): TextStyle {
  return pen.style('regular', pen.theme.sizes.running, pen.theme.colours.muted);
}

/** The text in one line, cut with an ellipsis where it is too long. The cover carries the whole of it. */
function fitted(pen: Pen, text: string, width: number, style: TextStyle): string {
  const whole = pen.clean(text, style).replaceAll('\n', ' ');
  if (whole.length <= MOST_LETTERS && pen.measure(whole, style) <= width) return whole;
  let cut = '';
  for (const letter of [...whole].slice(0, MOST_LETTERS)) {
    if (pen.measure(`${cut}${letter}…`, style) > width) break;
    cut += letter;
  }
  return `${cut.trimEnd()}…`;
}
