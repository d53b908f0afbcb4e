import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnWidths } from '../../src/render/column-widths.ts';

const need = (least: number, natural: number, weight = 1) => ({ least, natural, weight });
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

describe('columnWidths', () => {
  it('gives short columns all they need when one is long', () => {
    expect(columnWidths([need(30, 40), need(30, 900), need(20, 50)], 300)).toEqual([40, 210, 50]);
  });

  it('parts the rest among long columns by the root of their length', () => {
    const [short, long, longer] = columnWidths([need(10, 20), need(10, 400), need(10, 1600)], 320);
    expect(short).toBe(20);
    expect(long).toBeCloseTo(100, 9);
    expect(longer).toBeCloseTo(200, 9);
  });

  it('gives a long column of twice the weight twice the room', () => {
    expect(columnWidths([need(10, 400, 2), need(10, 400)], 300)).toEqual([200, 100]);
  });

  it('cuts only the widest when the words do not fit', () => {
    expect(columnWidths([need(40, 40), need(500, 500), need(300, 300)], 240)).toEqual([40, 100, 100]);
  });

  it('fills the width exactly, and leaves every word its room where that can be', () => {
    const column = fc
      .tuple(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 3 }))
      .map(([least, more, weight]) => need(least, least + more, weight));
    fc.assert(
      fc.property(
        fc.array(column, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 200, max: 500 }),
        (needs, width) => {
          const widths = columnWidths(needs, width);
          expect(sum(widths)).toBeCloseTo(width, 6);
          if (sum(needs.map(({ least }) => least)) > width) return;
          for (const [index, value] of widths.entries())
            expect(value).toBeGreaterThan((needs[index]?.least ?? 0) - 1e-6);
        },
      ),
      { seed: 3 },
    );
  });
});
