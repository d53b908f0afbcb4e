import { describe, expect, it } from 'vitest';
import type { ChartBlock } from '../../src/core/block.ts';
import type { openChartWork as open } from '../../src/render/order-chart.ts';
import { renderPdf } from '../../src/render/render-pdf.ts';
import { compiled } from '../_support/compiled.ts';
import { keptFolder } from '../_support/temporary.ts';
import { demoDocument } from './demo-document.ts';

const points = [0.2, 0.5, null].map((value) => ({ value, low: value, high: value }));
const series: ChartBlock = {
  kind: 'chart',
  caption: 'Rates',
  alt: 'Rates by month',
  chart: {
    ...{ type: 'series', axis: 'Rate', range: [0, 1], percent: true, periods: ['2025-01', '2025-02', '2025-03'] },
    series: [{ label: 'a', points }],
  },
};

describe('charts', () => {
  const module = compiled(keptFolder(), ['core', 'render']);
  const sections = [{ ...demoDocument.sections[0]!, blocks: [series] }, ...demoDocument.sections];
  const document = { ...demoDocument, sections };

  it('give a PDF of the same bytes when a thread draws them', async () => {
    const { openChartWork } = (await import(module('render/order-chart.js'))) as { openChartWork: typeof open };
    const work = openChartWork(new AbortController().signal);
    const here = await renderPdf(document, { attachments: [], theme: {} });
    const there = await renderPdf(document, { attachments: [], theme: {}, draw: work.ask });
    expect(Buffer.from(there.bytes).equals(Buffer.from(here.bytes))).toBe(true);
    await work.close();
  });
});
