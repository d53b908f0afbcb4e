import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceWidths } from '../../src/render/balance-widths.ts';

/** Lines, where each is filled to ten elevenths. */
const linesOf = (rows: number[][], widths: number[]): number =>
  rows.reduce((sum, row) => sum + Math.max(1, ...row.map((natural, at) => cellLines(natural, widths[at]!))), 0);
const cellLines = (natural: number, width: number): number =>
  natural <= width ? 1 : Math.ceil((1.1 * natural) / width);

describe('balanceWidths', () => {
  it('takes room from a column that has more than it needs', () => {
    const widths = balanceWidths([200, 50], [20, 20], [[100, 100]]);
    expect(linesOf([[100, 100]], widths)).toBe(1);
    expect(widths[0]! + widths[1]!).toBe(250);
  });

  it('leaves widths alone that cannot be bettered', () => {
    expect(balanceWidths([100, 100], [20, 20], [[90, 90]])).toEqual([100, 100]);
  });

  it('makes no table higher, keeps the sum and every least width', () => {
    const table = fc.integer({ min: 1, max: 6 }).chain((columns) => {
      const row = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: columns, maxLength: columns });
      const column = fc.record({ least: fc.integer({ min: 5, max: 60 }), more: fc.integer({ min: 0, max: 200 }) });
      return fc.tuple(
        fc.array(column, { minLength: columns, maxLength: columns }),
        fc.array(row, { minLength: 1, maxLength: 8 }),
      );
    });
    fc.assert(
      fc.property(table, ([columns, rows]) => {
        const least = columns.map((column) => column.least);
        const start = columns.map((column) => column.least + column.more);
        const widths = balanceWidths(start, least, rows);
        expect(linesOf(rows, widths)).toBeLessThanOrEqual(linesOf(rows, start));
        expect(widths.reduce((a, b) => a + b)).toBe(start.reduce((a, b) => a + b));
        expect(widths.every((width, at) => width >= least[at]!)).toBe(true);
      }),
      { seed: 7 },
    );
  });
});
