import { inflateSync } from 'node:zlib';

/** A run of text as it lies on a page. Points, from the page's upper left corner. */
export interface TextRun {
  text: string;
  x: number;
  y: number;
  size: number;
  /** True for running lines, repeated heads and whatever else a reading aid passes over. */
  isArtifact: boolean;
}

/** What the tests ask of a PDF, read from its bytes alone. It understands what pdfkit writes, no more. */
export interface PdfReading {
  /** The runs of each page, in the order of the content. */
  pages: TextRun[][];
  /** The body of each object, by number; streams are inflated. */
  objects: Map<number, PdfObject>;
}

interface PdfObject {
  dictionary: string;
  stream: Buffer | null;
}

const PAGE_HEIGHT = 841.89;

/** Reads the text of a PDF by way of its ToUnicode maps. */
export function readPdf(bytes: Uint8Array): PdfReading {
  const objects = objectsOf(Buffer.from(bytes));
  const root = [...objects.values()].find(({ dictionary }) => /\/Type \/Pages\b/.test(dictionary));
  const kids = references(/\/Kids \[([^\]]*)\]/.exec(root?.dictionary ?? '')?.[1] ?? '');
  return { pages: kids.map((kid) => runsOf(kid, objects)), objects };
}

/** The text of all pages in the order of reading, without artifacts; runs are joined by spaces. */
export function bodyText({ pages }: PdfReading): string {
  return pages
    .flat()
    .filter(({ isArtifact }) => !isArtifact)
    .map(({ text }) => text)
    .join(' ');
}

/** The texts of one page, artifacts included. */
export function pageText({ pages }: PdfReading, page: number): string {
  return (pages[page] ?? []).map(({ text }) => text).join(' ');
}

function objectsOf(file: Buffer): Map<number, PdfObject> {
  const objects = new Map<number, PdfObject>();
  const latin = file.toString('latin1');
  const start = /(?:^|\n)(\d+) 0 obj\n/g;
  for (let match = start.exec(latin); match !== null; match = start.exec(latin)) {
    const begin = match.index + match[0].length;
    const end = latin.indexOf('\nendobj', begin);
    const at = latin.indexOf('\nstream\n', begin);
    if (at < 0 || at > end) {
      objects.set(Number(match[1]), { dictionary: latin.slice(begin, end), stream: null });
      continue;
    }
    const dictionary = latin.slice(begin, at);
    const from = at + '\nstream\n'.length;
    const to = from + Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const raw = file.subarray(from, to);
    const stream = /\/FlateDecode/.test(dictionary) ? inflateSync(raw) : raw;
    objects.set(Number(match[1]), { dictionary, stream });
    start.lastIndex = to;
  }
  return objects;
}

function runsOf(page: number, objects: Map<number, PdfObject>): TextRun[] {
  const dictionary = objects.get(page)?.dictionary ?? '';
  const resources = referred(dictionary, 'Resources', objects);
  const fonts = new Map<string, Map<number, string>>();
  const listed = /\/Font <<([^>]*)>>/.exec(resources)?.[1] ?? '';
  for (const [, name = '', number] of listed.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const font = objects.get(Number(number))?.dictionary ?? '';
    const map = objects.get(Number(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1]));
    fonts.set(name, toUnicode(map?.stream?.toString('latin1') ?? ''));
  }
  const contents = objects.get(Number(/\/Contents (\d+) 0 R/.exec(dictionary)?.[1]))?.stream;
  return textRuns(contents?.toString('latin1') ?? '', fonts);
}

function textRuns(content: string, fonts: Map<string, Map<number, string>>): TextRun[] {
  const runs: TextRun[] = [];
  const marks: boolean[] = [];
  let font = new Map<number, string>();
  let at = { x: 0, y: 0, size: 0 };
  const tokens =
    /\/(\w+) (?:<<.*?>> )?B(?:DC|MC)|\bEMC\b|\/(F\d+) ([\d.]+) Tf|([-\d.]+) ([-\d.]+) Tm|\[([^\]]*)\] TJ|<([0-9a-f]*)> Tj/gs;
  for (const [token, tag, name, size, x, y, pieces, piece] of content.matchAll(tokens)) {
    if (tag !== undefined) marks.push(tag === 'Artifact');
    else if (token === 'EMC') marks.pop();
    else if (name !== undefined) {
      font = fonts.get(name) ?? new Map();
      at = { ...at, size: Number(size) };
    } else if (x !== undefined) at = { ...at, x: Number(x), y: PAGE_HEIGHT - Number(y) };
    else runs.push({ text: decoded(pieces ?? `<${piece}>`, font), ...at, isArtifact: marks.includes(true) });
  }
  return runs;
}

function decoded(pieces: string, font: Map<number, string>): string {
  const codes = [...pieces.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
  return codes.map((code) => font.get(Number.parseInt(code, 16)) ?? '\ufffd').join('');
}

/** Character codes to texts, from the ranges that pdfkit writes: <0000> <00ff> [<0000> <0041> ..]. */
function toUnicode(map: string): Map<number, string> {
  const texts = new Map<number, string>();
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    const values = [...list.matchAll(/<([0-9a-f ]*)>/g)];
    values.forEach(([, hex = ''], index) => {
      const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? [];
      const text = units.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
      texts.set(Number.parseInt(first, 16) + index, text);
    });
  }
  return texts;
}

function referred(dictionary: string, key: string, objects: Map<number, PdfObject>): string {
  const number = new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1];
  return objects.get(Number(number))?.dictionary ?? '';
}

function references(list: string): number[] {
  return [...list.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
}
