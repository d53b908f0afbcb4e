import { describe, expect, it } from 'vitest';
import type { Block, TableBlock } from '../../src/core/block.ts';
import { longTable } from './demo-document.ts';
import { pageText } from './pdf-reader.ts';
import { renderBlocks } from './render-blocks.ts';

const filler = (lines: number): Block => ({
  kind: 'list',
  ordered: false,
  items: Array.from({ length: lines }, () => 'x'),
});

const rows = (count: number, note?: string): TableBlock => ({
  kind: 'table',
  id: 'rows',
  caption: 'CAPTION',
  columns: [{ title: 'HEAD', align: 'left' }],
  rows: Array.from({ length: count }, (_, index) => [`row ${index + 1}`]),
  ...(note === undefined ? {} : { note }),
});

/** The page of each text, counted from 0. */
async function pagesOf(blocks: Block[], texts: string[]): Promise<number[]> {
  const { pages } = await renderBlocks(blocks);
  return texts.map((text) => pages.findIndex((runs) => pageText(runs).split('\n').includes(text)));
}

describe('a table over several pages', () => {
  it('repeats its head on each, as an artifact', async () => {
    const { pages } = await renderBlocks([longTable]);
    const heads = pages.map((runs) => runs.filter(({ text }) => text === 'Approved').map(({ artifact }) => artifact));
    expect(heads.length).toBeGreaterThan(2);
    expect(heads).toEqual(pages.map((_, index) => [index > 0]));
  });

  it('ends its figures at one edge', async () => {
    const { pages } = await renderBlocks([longTable]);
    const widths = new Map<number, number>();
    for (const { text, x, size } of pages.flat().filter(({ text: own }) => /^1\d\d$/.test(own))) {
      // All digits of the face are equally wide: 0.5726 of its size.
      const right = Math.round((x + text.length * size * 0.5726) * 10) / 10;
      widths.set(right, (widths.get(right) ?? 0) + 1);
    }
    expect(widths.size).toBe(2);
  });

  it('goes on with a cell that has more lines than a page', async () => {
    const lines = Array.from({ length: 150 }, (_, index) => `line ${index + 1} of the cell`);
    const { pages } = await renderBlocks([{ ...rows(0), rows: [[lines.join('\n')], ['last']] }]);
    const drawn = pages.flatMap((runs) => runs.filter(({ artifact }) => !artifact).map(({ text }) => text.trimEnd()));
    expect(drawn.slice(drawn.indexOf('line 1 of the cell'))).toEqual([...lines, 'last']);
  });
});

describe('a table near the foot of a page', () => {
  it('is kept whole when it is low, with its note', async () => {
    for (const lines of [20, 23, 26, 28]) {
      const pages = await pagesOf([filler(lines), rows(4, 'NOTE')], ['CAPTION', 'HEAD', 'row 1', 'row 4', 'NOTE']);
      expect(new Set(pages).size).toBe(1);
    }
  });

  it('does not leave its last row or its note alone on a page', async () => {
    for (const count of [28, 29, 30, 31, 32]) {
      const last = [`row ${count - 1}`, `row ${count}`, 'NOTE'];
      expect(new Set(await pagesOf([rows(count, 'NOTE')], last)).size).toBe(1);
    }
  });
});
