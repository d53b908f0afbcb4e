import { breakLines, widestPart } from './break-lines.ts';
import { cleanText } from './clean-text.ts';
import { type Face, facePath, faces } from './faces.ts';
import type { DrawOrder } from './order-chart.ts';
import type { PdfKit, StructureElement, StructureOptions } from './pdf-kit.ts';
import { Pictures } from './pictures.ts';
import type { TextStyle } from './text-style.ts';
import type { Theme } from './theme.ts';
import { visualRuns } from './visual-runs.ts';

export const PAGE_WIDTH = 595.28;
export const PAGE_HEIGHT = 841.89;

/** The height of a capital and the depth below the line, as shares of the size, in all faces. */
const CAP_HEIGHT = 0.729;
const DEPTH = 0.236;

/** What fits exactly must not be turned away by the last digit of a sum. */
const ROUNDING = 0.01;

/**
 * Writes down the page: knows where the next thing goes, what fits, and under which structure element it belongs.
 * Everything is drawn through it, so that each mark on a page is either content of an element or an artifact.
 */
export class Pen {
  readonly kit: PdfKit;
  readonly theme: Theme;
  readonly pictures: Pictures;
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  /** The upper edge of what comes next. */
  y: number;
  #element: StructureElement;
  readonly #kept = new WeakMap<object, unknown>();
  readonly #coverage: Record<Face, Map<number, boolean>>;
  /** Of texts at a size of 1000 points. */
  readonly #widths: Record<Face, Map<string, number>>;

  constructor(kit: PdfKit, theme: Theme, draw: DrawOrder) {
    const { margins } = theme;
    this.kit = kit;
    this.theme = theme;
    this.pictures = new Pictures(draw);
    this.left = margins.left;
    this.width = PAGE_WIDTH - margins.left - margins.right;
    this.top = margins.top;
    this.bottom = PAGE_HEIGHT - margins.bottom;
    this.y = this.top;
    this.#coverage = { regular: new Map(), bold: new Map(), mono: new Map() };
    this.#widths = { regular: new Map(), bold: new Map(), mono: new Map() };
    for (const face of faces) kit.registerFont(face, facePath(face));
    this.#element = kit.struct('Document');
    kit.addStructure(this.#element);
    kit.addPage();
  }

  style(face: Face, size: number, colour: string = this.theme.colours.ink): TextStyle {
    return { face, size, colour, lineHeight: size * this.theme.leading };
  }

  get room(): number {
    return this.bottom - this.y;
  }

  get isAtTop(): boolean {
    return this.y <= this.top;
  }

  newPage(): void {
    this.kit.addPage();
    this.y = this.top;
  }

  /** Turns the page unless `height` fits below, or unless the page is fresh anyway. */
  ensure(height: number): void {
    if (height > this.room + ROUNDING && !this.isAtTop) this.newPage();
  }

  /** A gap above what comes next; none at the top of a page. */
  space(height: number): void {
    if (!this.isAtTop) this.y += height;
  }

  /** What was laid out for a block before, else what `lay` makes of it now; blocks are measured before they are drawn. */
  once<T>(block: object, lay: () => T): T {
    if (!this.#kept.has(block)) this.#kept.set(block, lay());
    return this.#kept.get(block) as T;
  }

  // Text.

  /** The text as it can be drawn in the style: no control character, no character that its face lacks. */
  clean(text: string, { face }: TextStyle): string {
    return cleanText(text, (codePoint) => this.#covers(face, codePoint));
  }

  /** The style, or its regular face where that has characters of the text which the wanted face lacks. */
  suited(text: string, style: TextStyle): TextStyle {
    if (style.face !== 'mono') return style;
    const regular = { ...style, face: 'regular' as const };
    return this.clean(text, style) === this.clean(text, regular) ? style : regular;
  }

  /** Columns are tried out in many widths, so that each text is measured some ten times. */
  measure(text: string, { face, size }: TextStyle): number {
    const known = this.#widths[face].get(text);
    if (known !== undefined) return known * (size / 1000);
    const width = this.kit.font(face)._font.widthOfString(text, 1000);
    this.#widths[face].set(text, width);
    return width * (size / 1000);
  }

  /** The lines of a text in a column. */
  lines(text: string, width: number, style: TextStyle): string[] {
    return breakLines(this.clean(text, style), width, (part) => this.measure(part, style));
  }

  /** The lines of a text, none much longer than the others: a digest of two lines is halved. */
  evenLines(text: string, width: number, style: TextStyle): string[] {
    const lines = this.lines(text, width, style);
    if (lines.length < 2) return lines;
    const total = lines.reduce((sum, line) => sum + this.measure(line, style), 0);
    const least = Math.max(total / lines.length, this.widestPart(text, style));
    for (let share = least; share < width; share += style.size) {
      const even = this.lines(text, share, style);
      if (even.length <= lines.length) return even;
    }
    return lines;
  }

  widestPart(text: string, style: TextStyle): number {
    return widestPart(this.clean(text, style), (part) => this.measure(part, style));
  }

  /** Draws one line whose box begins at (x, y). The text must be clean. Call it inside `content` or `artifact`. */
  line(text: string, x: number, y: number, style: TextStyle): void {
    if (text === '') return;
    const { face, size, colour, lineHeight } = style;
    const baseline = y + (lineHeight - (CAP_HEIGHT + DEPTH) * size) / 2 + CAP_HEIGHT * size;
    const options = { lineBreak: false, baseline: 'alphabetic', textWidth: 0, wordCount: 1 };
    this.kit.font(face).fontSize(size).fillColor(colour);
    let start = x;
    const runs = visualRuns(text);
    for (const run of runs) {
      this.kit.text(run, start, baseline, options);
      if (runs.length > 1) start += this.measure(run, style);
    }
  }

  lineRight(text: string, right: number, y: number, style: TextStyle): void {
    this.line(text, right - this.measure(text.trimEnd(), style), y, style);
  }

  // Structure.

  /** Draws within a new structure element: P, H1, Table and so on. */
  within<T>(type: string, draw: () => T, options: StructureOptions = {}): T {
    return this.inside(this.element(type, options), draw);
  }

  /** A new element below the present one, to be drawn into later. */
  element(type: string, options: StructureOptions = {}): StructureElement {
    const element = this.kit.struct(type, options);
    this.#element.add(element);
    return element;
  }

  inside<T>(element: StructureElement, draw: () => T): T {
    const outer = this.#element;
    this.#element = element;
    try {
      return draw();
    } finally {
      this.#element = outer;
    }
  }

  /** Content of the present element, on one page. */
  content(draw: () => void): void {
    this.#element.add(draw);
  }

  /** What a reading aid passes over: rules, grounds, running lines. */
  artifact(draw: () => void, type: 'Pagination' | 'Layout' = 'Layout'): void {
    this.kit.markContent('Artifact', { type });
    draw();
    this.kit.endMarkedContent();
  }

  rule(x: number, y: number, width: number, stroke: { colour: string; width: number }): void {
    this.artifact(() => {
      this.kit
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(stroke.width)
        .stroke(stroke.colour);
    });
  }

  #covers(face: Face, codePoint: number): boolean {
    const known = this.#coverage[face].get(codePoint);
    if (known !== undefined) return known;
    const covers = this.kit.font(face)._font.font.hasGlyphForCodePoint(codePoint);
    this.#coverage[face].set(codePoint, covers);
    return covers;
  }
}
