import { describe, expect, it } from 'vitest';
import type { openTableWork as open, TableOrder } from '../../src/data/make-tables.ts';
import { makeTables } from '../../src/data/make-tables.ts';
import { compiled } from '../_support/compiled.ts';
import { keptFolder } from '../_support/temporary.ts';

const order: TableOrder = {
  tables: {
    odd: {
      columns: ['a,b', 'n', 'n'],
      rows: [
        ['=cmd()', 0.1 + 0.2, -1e21],
        ['x"y\nz', 5e-324, null],
      ],
    },
    empty: { columns: ['a'], rows: [] },
  },
  withWorkbook: true,
};

describe('tables', () => {
  const module = compiled(keptFolder(), ['core', 'data']);

  it('have the same bytes when a thread makes them', async () => {
    const { openTableWork } = (await import(module('data/make-tables.js'))) as { openTableWork: typeof open };
    const work = openTableWork(new AbortController().signal);
    const [here, there] = [await makeTables(order), await work.ask(order)];
    expect(there.csv).toEqual(here.csv);
    expect(Object.keys(there.csv)).toEqual(['odd', 'empty']);
    expect(Buffer.from(there.workbook!).equals(Buffer.from(here.workbook!))).toBe(true);
    await work.close();
  });

  it('come without a workbook where none is wanted', async () => {
    expect(await makeTables({ ...order, withWorkbook: false })).toEqual({ csv: expect.anything(), workbook: null });
  });
});
