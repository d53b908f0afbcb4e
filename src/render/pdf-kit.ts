import PDFDocument from 'pdfkit';

/** A node of the structure tree: what a reading aid is told about the page. */
export interface StructureElement {
  add(child: StructureElement | (() => void)): StructureElement;
}

export interface StructureOptions {
  alt?: string;
  /** Left, top, right and bottom on the page. */
  bbox?: [number, number, number, number];
  scope?: 'Column' | 'Row' | 'Both';
}

export interface OutlineItem {
  addItem(title: string, options: { expanded: boolean; fit: boolean; top: number; left: number }): OutlineItem;
  options: { expanded: boolean };
  children: OutlineItem[];
  outlineData: { Count?: number };
}

interface EmbeddedFont {
  font: { hasGlyphForCodePoint(codePoint: number): boolean };
  widthOfString(text: string, size: number): number;
}

export interface PdfReference {
  data: Record<string, unknown>;
}

/** What is set on a page as a picture. */
export interface PdfImage {
  label: string;
  width: number;
  height: number;
  obj: PdfReference | null;
  embed(kit: Pick<PdfKit, 'ref'>): void;
}

interface Info {
  [key: string]: string | Date;
}

/** What we use of pdfkit 0.20, whose published types are those of 0.17. */
export interface PdfKit extends AsyncIterable<Uint8Array> {
  info: Info;
  outline: OutlineItem;
  _font: EmbeddedFont;
  _addInfo(): void;
  _root: { data: { Names: { data: { EmbeddedFiles?: { _compareKeys(a: string, b: string): number } } } } };
  addPage(): PdfKit;
  switchToPage(index: number): void;
  bufferedPageRange(): { start: number; count: number };
  registerFont(name: string, path: string): PdfKit;
  font(name: string): PdfKit;
  fontSize(size: number): PdfKit;
  text(text: string, x: number, y: number, options: Record<string, unknown>): PdfKit;
  ref(data: Record<string, unknown>): PdfReference;
  openImage(bytes: Uint8Array): PdfImage;
  image(image: PdfImage, x: number, y: number, options: { width: number; height: number }): PdfKit;
  file(bytes: Uint8Array, options: Record<string, unknown>): unknown;
  save(): PdfKit;
  restore(): PdfKit;
  fillColor(colour: string): PdfKit;
  strokeColor(colour: string): PdfKit;
  lineWidth(width: number): PdfKit;
  dash(length: number, options: { space: number }): PdfKit;
  undash(): PdfKit;
  moveTo(x: number, y: number): PdfKit;
  lineTo(x: number, y: number): PdfKit;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): PdfKit;
  rect(x: number, y: number, width: number, height: number): PdfKit;
  roundedRect(x: number, y: number, width: number, height: number, radius: number): PdfKit;
  ellipse(x: number, y: number, radiusX: number, radiusY: number): PdfKit;
  circle(x: number, y: number, radius: number): PdfKit;
  clip(): PdfKit;
  closePath(): PdfKit;
  stroke(colour?: string): PdfKit;
  fill(colour?: string): PdfKit;
  fillAndStroke(fill: string, stroke: string): PdfKit;
  translate(x: number, y: number): PdfKit;
  scale(factor: number): PdfKit;
  struct(type: string, options?: StructureOptions): StructureElement;
  addStructure(element: StructureElement): void;
  markContent(tag: 'Artifact', options: { type: 'Pagination' | 'Layout' }): PdfKit;
  endMarkedContent(): PdfKit;
  end(): void;
}

type PdfKitClass = new (options: Record<string, unknown>) => PdfKit;

/** pdfkit with the values of its XMP packet escaped: it writes "Smith & Sons" there as it stands, which is not XML. */
export class EscapingPdfKit extends (PDFDocument as unknown as PdfKitClass) {
  override _addInfo(): void {
    const plain = this.info;
    this.info = Object.fromEntries(
      Object.entries(plain).map(([key, value]) => [key, typeof value === 'string' ? escapeXml(value) : value]),
    );
    super._addInfo();
    this.info = plain;
  }
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
