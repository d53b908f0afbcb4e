import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderPdf } from '../../src/render/render-pdf.ts';
import { digestIn } from './child-process.ts';
import { demoAttachments, demoDocument, HASH, LONG_CELL, longTable } from './demo-document.ts';
import {
  dictionaries,
  flatText,
  pageText,
  pdfString,
  type ReadPdf,
  readPdf,
  referenceOf,
  stringOf,
} from './pdf-reader.ts';
import { documentOf, renderBlocks } from './render-blocks.ts';

const MARGIN_RIGHT = 595.28 - 62;
let bytes: Uint8Array;
let pdf: ReadPdf;

beforeAll(async () => {
  ({ bytes } = await renderPdf(demoDocument, { attachments: demoAttachments, theme: {} }));
  pdf = readPdf(bytes);
});

describe('the text of the pages', () => {
  it('holds all 900 words of a cell that is longer than a page, in order', () => {
    const words = pdf.pages.flatMap((runs) => runs.flatMap(({ text }) => text.match(/\bword\d+\b/g) ?? []));
    expect(words.join(' ')).toBe(LONG_CELL);
    expect(pdf.pages.filter((runs) => /\bword\d+\b/.test(pageText(runs))).length).toBeGreaterThan(1);
  });

  it('holds every cell of a table that is longer than a page', () => {
    const text = flatText(pdf);
    for (const row of longTable.rows) expect(text).toContain(row.filter((cell) => cell !== '').join(' '));
  });

  it('holds a digest of 64 digits whole, none of it beyond the margin', () => {
    const mono = pdf.pages.flat().filter(({ text }) => /^[0-9a-f]{24,}$/.test(text));
    expect(mono.map(({ text }) => text).join('')).toContain(HASH);
    for (const { text, x, size } of mono) expect(x + text.length * size * 0.6021).toBeLessThan(MARGIN_RIGHT + 0.1);
  });

  it('shows characters that the font lacks by their numbers, and draws those that it has', () => {
    const text = flatText(pdf);
    expect(text).toContain('[U+6771][U+4EAC] [U+1F9FE]');
    expect(text).toContain('Łukasz Gżegżółka, Ευγενία, Дмитрий, Đặng Thị');
    expect(text).toContain('office, affine, fjord');
  });

  it('holds the title and the subtitle with its ampersand and brackets', () => {
    expect(pageText(pdf.pages[0] ?? [])).toContain('Smith & Sons <v>');
  });
});

describe('the properties', () => {
  it('agree between the information dictionary and the XMP packet, which is well-formed', () => {
    const xmp = pdf.objects.get(referenceOf(dictionaries(pdf, /\/Type \/Catalog/)[0] ?? '', 'Metadata'));
    expect(xmp?.stream?.toString('utf8')).toContain('Smith &amp; Sons &lt;v&gt;');
    expect(xmp?.stream?.toString('utf8')).not.toContain('Sons <v>');
    const info = [...pdf.objects.values()].map(
      ({ dictionary }) => /^\d+ 0 obj\n\(([\s\S]*)\)\n$/.exec(dictionary)?.[1],
    );
    expect(info.map((value) => (value === undefined ? '' : pdfString(value)))).toEqual(
      expect.arrayContaining([
        demoDocument.title,
        demoDocument.subtitle,
        `BM-0001234, findings ${HASH}`,
        'D:20250414093000Z',
      ]),
    );
  });

  it('name the language and show the title', () => {
    const [catalog = ''] = dictionaries(pdf, /\/Type \/Catalog/);
    expect(stringOf(catalog, 'Lang')).toBe('en');
    expect(dictionaries(pdf, /\/DisplayDocTitle true/)).toHaveLength(1);
  });
});

describe('the structure', () => {
  const count = (type: string): number => dictionaries(pdf, new RegExp(`/S /${type}\\n`)).length;

  it('has an element for each thing on the pages', () => {
    expect(['H1', 'H2', 'H3', 'Table', 'Figure'].map(count)).toEqual([5, 3, 1, 3, 3]);
    expect(count('TR')).toBe(3 + longTable.rows.length + 3 + 3);
    expect(count('TH')).toBe(4 + longTable.columns.length + 3);
  });

  it('describes each figure in words', () => {
    for (const figure of dictionaries(pdf, /\/S \/Figure\n/))
      expect(stringOf(figure, 'Alt')?.length).toBeGreaterThan(20);
  });
});

describe('the pictures', () => {
  it('have three colours, no mask and no alpha channel', () => {
    const images = dictionaries(pdf, /\/Subtype \/Image/);
    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toContain('/ColorSpace /DeviceRGB');
    expect(dictionaries(pdf, /\/S?Mask /)).toEqual([]);
  });
});

describe('renderPdf', () => {
  it('renders a document without sections as its cover alone', async () => {
    const empty = await renderPdf({ ...documentOf([]), sections: [] }, { attachments: [], theme: {} });
    expect(empty.pages).toBe(1);
  });

  it('begins an id that would fill the page, and no more, on the cover', async () => {
    const { bytes: long, pages } = await renderPdf(
      { ...documentOf([]), subject: 'BM-0001 '.repeat(400) },
      { attachments: [], theme: {} },
    );
    expect(pages).toBe(1);
    expect(pageText(readPdf(long).pages[0] ?? [])).toContain('…');
  });

  it('renders empty blocks', async () => {
    const { pages: read } = await renderBlocks([
      { kind: 'paragraph', style: 'body', text: '' },
      { kind: 'list', ordered: true, items: [] },
      { kind: 'facts', rows: [] },
      { kind: 'callout', tone: 'neutral', title: '', text: '' },
      { kind: 'table', id: 'none', caption: '', columns: [{ title: 'a', align: 'left' }], rows: [] },
      { kind: 'graph', caption: '', alt: 'nothing', nodes: [], edges: [], legend: [] },
    ]);
    expect(read).toHaveLength(1);
  });

  it('gives another file identifier to another document of equal properties', async () => {
    const idOf = async (findingsSha256: string): Promise<string | undefined> => {
      const made = await renderPdf(documentOf([], { findingsSha256 }), { attachments: [], theme: {} });
      return /\/ID \[<([0-9a-f]{32})>/.exec(Buffer.from(made.bytes).toString('latin1'))?.[1];
    };
    expect(await idOf(HASH)).toHaveLength(32);
    expect(await idOf(HASH)).not.toBe(await idOf(HASH.replace('9', '8')));
  });

  it('gives the same bytes again in the same process', async () => {
    const again = await renderPdf(demoDocument, { attachments: demoAttachments, theme: {} });
    expect(Buffer.compare(again.bytes, bytes)).toBe(0);
  });

  it('gives the same bytes in other processes, time zones and locales', async () => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const digests = await Promise.all([
      digestIn({ TZ: 'Pacific/Auckland', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' }),
      digestIn({ TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }),
    ]);
    expect(digests).toEqual([sha256, sha256]);
  });
});
