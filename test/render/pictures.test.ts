import { expect, it } from 'vitest';
import { type ChartOrder, drawOrder } from '../../src/render/order-chart.ts';
import { renderPdf } from '../../src/render/render-pdf.ts';
import { demoDocument } from './demo-document.ts';
import { readPdf } from './pdf-reader.ts';
import { documentOf } from './render-blocks.ts';

const options = { attachments: [], theme: {} };

it('lie in the file in the order of the pages, whichever is drawn first', async () => {
  const orders: ChartOrder[] = [];
  const first = await renderPdf(demoDocument, {
    ...options,
    draw: (order) => {
      orders.push(order);
      return drawOrder(order);
    },
  });
  expect(orders.length).toBeGreaterThan(1);
  let left = orders.length;
  const reversed = await renderPdf(demoDocument, {
    ...options,
    draw: async (order) => {
      left -= 1;
      await new Promise((resolve) => setTimeout(resolve, 10 * left));
      return drawOrder(order);
    },
  });
  expect(Buffer.from(reversed.bytes).equals(Buffer.from(first.bytes))).toBe(true);
});

it('are asked for as plain data, which a thread can take', async () => {
  const orders: ChartOrder[] = [];
  await renderPdf(demoDocument, {
    ...options,
    draw: (order) => {
      orders.push(order);
      return drawOrder(structuredClone(order));
    },
  });
  expect(structuredClone(orders)).toEqual(orders);
});

it('fail the document when one of them cannot be drawn, though others are still being drawn', async () => {
  let asked = 0;
  const draw = async (order: ChartOrder): Promise<Uint8Array> => {
    asked += 1;
    if (asked > 1) throw new Error(`the canvas is out of paint at ${asked}`);
    return drawOrder(order);
  };
  await expect(renderPdf(demoDocument, { ...options, draw })).rejects.toThrow('the canvas is out of paint at 2');
  expect(asked).toBeGreaterThan(1);
});

it('of a document without charts are none', async () => {
  const { bytes } = await renderPdf(documentOf([]), { ...options, draw: () => Promise.reject(new Error('asked')) });
  expect(readPdf(bytes).pages.length).toBe(1);
});
