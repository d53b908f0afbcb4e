import { describe, expect, it } from 'vitest';
import type { Block, ChartBlock, GraphBlock } from '../../src/core/block.ts';
import { renderPdf } from '../../src/render/render-pdf.ts';
import { demoDocument, lineage, longTable, waterfall, waterfallChart } from './demo-document.ts';
import { dictionaries, pageText, readPdf } from './pdf-reader.ts';
import { renderBlocks } from './render-blocks.ts';

const filler = (lines: number): Block => ({
  kind: 'list',
  ordered: false,
  items: Array.from({ length: lines }, () => 'x'),
});
const firstNode: GraphBlock['nodes'][number] = { id: '', shape: 'box', label: '', detail: '', tone: 'neutral' };

/** A graph of 40 layers. */
const chain: GraphBlock = {
  ...lineage,
  nodes: Array.from({ length: 40 }, (_, index) => ({ ...firstNode, id: `${index}`, label: `node ${index}` })),
  edges: Array.from({ length: 39 }, (_, index) => ({ from: `${index}`, to: `${index + 1}` })),
};

/** A waterfall of 48 steps. */
const manySteps: ChartBlock = {
  ...waterfall,
  chart: {
    ...waterfallChart,
    steps: Array.from({ length: 48 }, (_, index) => ({ label: `step ${index}`, value: 0.01, error: 0 })),
  },
};

const heading: Block = { kind: 'heading', level: 2, text: 'HEADING' };

describe('a heading', () => {
  it.each<[string, Block]>([
    ['a paragraph', { kind: 'paragraph', style: 'body', text: 'FOLLOWS' }],
    ['a table', { ...longTable, caption: 'FOLLOWS' }],
    ['a graph', { ...lineage, caption: 'FOLLOWS' }],
    ['a graph of several pages', { ...chain, caption: 'FOLLOWS' }],
    ['a chart', { ...waterfall, caption: 'FOLLOWS' }],
    ['a chart of several pages', { ...manySteps, caption: 'FOLLOWS' }],
    ['a callout', { kind: 'callout', tone: 'warning', title: 'x', text: 'FOLLOWS' }],
    ['another heading', { kind: 'heading', level: 3, text: 'FOLLOWS' }],
  ])('is on the page of %s that follows it', async (_, next) => {
    for (const lines of [20, 28]) {
      const { pages } = await renderBlocks([filler(lines), heading, next]);
      const pageOf = (text: string): number => pages.findIndex((runs) => pageText(runs).includes(text));
      expect(pageOf('FOLLOWS')).toBe(pageOf('HEADING'));
    }
  });
});

describe('a figure higher than a page', () => {
  it('is a graph that goes on over the page, each node drawn once', async () => {
    const { pages } = await renderBlocks([chain]);
    const drawn = pages.flatMap((runs) => pageText(runs).match(/node \d+/g) ?? []);
    expect(pages.length).toBeGreaterThan(2);
    expect(drawn).toEqual(chain.nodes.map(({ label }) => label));
  });

  it('is a chart in as many pictures as pages', async () => {
    const pdf = await renderBlocks([manySteps]);
    expect(pdf.pages.length).toBeGreaterThan(1);
    expect(dictionaries(pdf, /\/Subtype \/Image/)).toHaveLength(pdf.pages.length);
  });
});

describe('a section', () => {
  const render = async (first: Block[], second: Block[]) => {
    const sections = [first, second].map((blocks, index) => ({ id: `${index}`, title: `${index}`, blocks }));
    return readPdf((await renderPdf({ ...demoDocument, sections }, { attachments: [], theme: {} })).bytes);
  };

  it('begins a page when it is the one after the cover', async () => {
    const { pages } = await render([heading], [heading]);
    expect(pages.map((runs) => pageText(runs).includes('HEADING'))).toEqual([true, true]);
  });

  it('goes on below the first where that runs over the cover', async () => {
    const { pages } = await render([filler(35)], [heading]);
    expect(pages.map((runs) => pageText(runs).includes('HEADING'))).toEqual([false, true]);
  });
});

describe('a page break', () => {
  it('makes no empty page where one has just begun', async () => {
    const paragraph: Block = { kind: 'paragraph', style: 'body', text: 'x' };
    const { pages } = await renderBlocks([paragraph, { kind: 'page-break' }, { kind: 'page-break' }, paragraph]);
    expect(pages).toHaveLength(2);
  });
});
