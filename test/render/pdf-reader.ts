import { inflateSync } from 'node:zlib';

// Reads back what pdfkit writes: a classic cross-reference table, Flate streams, two-byte codes with ToUnicode maps.

/** A run of text as it stands on a page. */
export interface TextRun {
  text: string;
  /** From the left edge and from the foot of the page, in points. */
  x: number;
  y: number;
  size: number;
  font: string;
  /** True for running lines and repeated heads, which a reading aid passes over. */
  artifact: boolean;
}

export interface PdfObject {
  dictionary: string;
  stream: Buffer | null;
}

export interface ReadPdf {
  objects: Map<number, PdfObject>;
  pages: TextRun[][];
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = objectsOf(Buffer.from(bytes));
  const pages = pageObjects(objects).map((page) => textRuns(objects, page));
  return { objects, pages };
}

/** All text of a page in the order of drawing, one run a line, without running lines. */
export function pageText(runs: readonly TextRun[]): string {
  return runs
    .filter(({ artifact }) => !artifact)
    .map(({ text }) => text)
    .join('\n');
}

/** The text of the whole document, with any white space as one space. */
export function flatText({ pages }: ReadPdf): string {
  return pages.map(pageText).join('\n').replace(/\s+/g, ' ');
}

/** The dictionaries that match, by object number. */
export function dictionaries({ objects }: ReadPdf, pattern: RegExp): string[] {
  return [...objects.values()].map(({ dictionary }) => dictionary).filter((dictionary) => pattern.test(dictionary));
}

/** A PDF string: literal with escapes, in PDFDocEncoding's ASCII part or UTF-16BE. */
export function pdfString(literal: string): string {
  const plain = literal.replace(/\\([nrtbf()\\])/g, (_, letter: string) => {
    const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
    return controls[letter] ?? letter;
  });
  if (!plain.startsWith('\u00fe\u00ff')) return plain;
  return Buffer.from(plain.slice(2), 'latin1').swap16().toString('utf16le');
}

/** The value of a key that holds a string. */
export function stringOf(dictionary: string, key: string): string | undefined {
  const match = new RegExp(`/${key} \\(((?:[^()\\\\]|\\\\[\\s\\S])*)\\)`).exec(dictionary);
  return match?.[1] === undefined ? undefined : pdfString(match[1]);
}

/** The object number that a key refers to. */
export function referenceOf(dictionary: string, key: string): number {
  return Number(new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1]);
}

function objectsOf(bytes: Buffer): Map<number, PdfObject> {
  const text = bytes.toString('latin1');
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  const entries = text.slice(start).match(/^\d{10} \d{5} n/gm) ?? [];
  const objects = new Map<number, PdfObject>();
  for (const [index, entry] of entries.entries())
    objects.set(index + 1, objectAt(bytes, text, Number(entry.slice(0, 10))));
  return objects;
}

function objectAt(bytes: Buffer, text: string, offset: number): PdfObject {
  const end = text.indexOf('endobj', offset);
  const streamAt = text.indexOf('\nstream\n', offset);
  if (streamAt === -1 || streamAt > end) return { dictionary: text.slice(offset, end), stream: null };
  const dictionary = text.slice(offset, streamAt);
  const from = streamAt + '\nstream\n'.length;
  const raw = bytes.subarray(from, from + Number(/\/Length (\d+)/.exec(dictionary)?.[1]));
  const isPacked = /\/Filter \/FlateDecode/.test(dictionary) && !/\/Subtype \/Image/.test(dictionary);
  return { dictionary, stream: isPacked ? inflateSync(raw) : raw };
}

function pageObjects(objects: Map<number, PdfObject>): string[] {
  const tree = [...objects.values()].find(({ dictionary }) => /\/Type \/Pages\b/.test(dictionary));
  const kids = /\/Kids \[([^\]]*)\]/.exec(tree?.dictionary ?? '')?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, number]) => objects.get(Number(number))?.dictionary ?? '');
}

type CodeMap = Map<string, string>;

function fontsOf(objects: Map<number, PdfObject>, page: string): Map<string, CodeMap> {
  const resources = objects.get(referenceOf(page, 'Resources'))?.dictionary ?? '';
  const fonts = new Map<string, CodeMap>();
  for (const [, name = '', number] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const font = objects.get(Number(number))?.dictionary ?? '';
    fonts.set(name, codeMap(objects.get(referenceOf(font, 'ToUnicode'))?.stream?.toString('latin1') ?? ''));
  }
  return fonts;
}

function codeMap(cmap: string): CodeMap {
  const map: CodeMap = new Map();
  for (const [, from = '', , list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g)) {
    for (const [index, [, units = '']] of [...list.matchAll(/<([^>]*)>/g)].entries()) {
      const code = (Number.parseInt(from, 16) + index).toString(16).padStart(4, '0');
      map.set(
        code,
        String.fromCharCode(...(units.match(/[0-9a-f]{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16))),
      );
    }
  }
  return map;
}

function textRuns(objects: Map<number, PdfObject>, page: string): TextRun[] {
  const fonts = fontsOf(objects, page);
  const content = objects.get(referenceOf(page, 'Contents'))?.stream?.toString('latin1') ?? '';
  const runs: TextRun[] = [];
  const marks: boolean[] = [];
  let run: TextRun | null = null;
  const flat = content.replace(
    /<<([^<>]*)>> BDC/g,
    (_, properties: string) => `<<${properties.replaceAll('\n', ' ')}>> BDC`,
  );
  for (const line of flat.split('\n')) {
    if (/ (BDC|BMC)$/.test(line)) marks.push(line.startsWith('/Artifact'));
    else if (line === 'EMC') marks.pop();
    else if (line === 'BT') {
      if (marks.length === 0) throw new Error('text that is neither content nor artifact');
      run = { text: '', x: 0, y: 0, size: 0, font: '', artifact: marks.includes(true) };
      runs.push(run);
    } else if (run !== null) readOperator(line, run, fonts);
  }
  return runs;
}

function readOperator(line: string, run: TextRun, fonts: Map<string, CodeMap>): void {
  const place = /^1 0 0 1 (\S+) (\S+) Tm$/.exec(line);
  if (place !== null && run.text === '') Object.assign(run, { x: Number(place[1]), y: Number(place[2]) });
  const font = /^\/(F\d+) (\S+) Tf$/.exec(line);
  if (font !== null) Object.assign(run, { font: font[1], size: Number(font[2]) });
  if (!line.endsWith(' TJ')) return;
  const map = fonts.get(run.font);
  for (const [, codes = ''] of line.matchAll(/<([0-9a-f]*)>/g)) {
    for (const code of codes.match(/.{4}/g) ?? []) run.text += map?.get(code) ?? '\ufffd';
  }
}
