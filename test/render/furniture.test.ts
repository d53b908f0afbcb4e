import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/core/block.ts';
import { demoDocument } from './demo-document.ts';
import type { ReadPdf } from './pdf-reader.ts';
import { renderBlocks } from './render-blocks.ts';

const threePages: Block[] = [
  { kind: 'page-break' },
  ...['a', 'b'].flatMap((text): Block[] => [{ kind: 'paragraph', style: 'body', text }, { kind: 'page-break' }]),
].slice(0, -1) as Block[];

const running = ({ pages }: ReadPdf): string[][] =>
  pages.map((runs) => runs.filter(({ artifact }) => artifact).map(({ text }) => text));

describe('the running lines', () => {
  it('number the pages and carry the footer on each', async () => {
    const lines = running(await renderBlocks(threePages));
    expect(lines).toHaveLength(3);
    lines.forEach((texts, index) => {
      expect(texts).toContain(`page ${index + 1} of 3`);
      expect(texts).toContain(demoDocument.footer);
    });
  });

  it('name title and subject on each page but the cover, which has them large', async () => {
    const lines = running(await renderBlocks(threePages));
    const { title, subject } = demoDocument;
    expect(lines.map((texts) => [texts.includes(title), texts.includes(subject)])).toEqual([
      [false, false],
      [true, true],
      [true, true],
    ]);
  });

  it('are cut with an ellipsis where they are too long', async () => {
    const [[text = '', number] = []] = running(await renderBlocks([], { footer: 'footer '.repeat(60) }));
    expect(text).toMatch(/^footer .*…$/);
    expect(number).toBe('page 1 of 1');
  });

  it('are cut however long the text is', async () => {
    const [, texts = []] = running(await renderBlocks(threePages, { subject: 'x'.repeat(20_000) }));
    expect(texts.filter((text) => /^x+…$/.test(text))).toHaveLength(1);
  });
});
