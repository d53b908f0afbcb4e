import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv, toDataFrame } from '../../src/data/csv.ts';

describe('CSV', () => {
  it('quotes commas, quotes and line breaks as RFC 4180 section 2 says, in names too', async () => {
    const table = {
      columns: ['a,b', 'c', 'c'],
      rows: [
        ['x"y', 'p\nq', 'r\rs'],
        ['plain', null, 'ä'],
      ],
    };
    expect(await toCsv(table)).toBe('"a,b",c,c\n"x""y","p\nq","r\rs"\nplain,,ä\n');
  });

  it('prints numbers so that reading them gives the same bits', async () => {
    const rows = [[0.1 + 0.2, 1e21, 5e-324, -0.5, 3]];
    expect(await toCsv({ columns: ['a', 'b', 'c', 'd', 'e'], rows })).toBe(
      'a,b,c,d,e\n0.30000000000000004,1e+21,5e-324,-0.5,3\n',
    );
  });

  it.each(['=1+1', '+cmd', '-x', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("x")', '-1+1', '+-1'])(
    'disarms %j, which a spreadsheet would run',
    async (cell) => {
      const csv = await toCsv({ columns: ['a', 'b'], rows: [[cell, 'x']] });
      expect(csv.split('\n')[1]?.replace(/^"/, '').startsWith("'")).toBe(true);
    },
  );

  it.each(['-0.5', '+12', '-3 %', '-1e-7', 'a=b'])('leaves %j as it is', async (cell) => {
    expect(await toCsv({ columns: ['a', 'b'], rows: [[cell, 'x']] })).toBe(`a,b\n${cell},x\n`);
  });

  it('has a line for every row, even when there is no row or nothing in it', async () => {
    expect(await toCsv({ columns: ['a', 'b'], rows: [] })).toBe('a,b\n');
    expect(await toCsv({ columns: ['a'], rows: [[null], ['']] })).toBe('a\n""\n""\n');
    expect(await toCsv({ columns: ['a', 'b'], rows: [[null, null]] })).toBe('a,b\n,\n');
  });

  it('gives back every text when it is parsed', async () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
        expect(parse(await toCsv({ columns: ['a', 'b'], rows }))).toEqual([['a', 'b'], ...rows]);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

it('hands library users a DataFrame, which cannot hold two columns of one name', async () => {
  const frame = await toDataFrame({
    columns: ['a', 'b'],
    rows: [
      [1, 'x'],
      [2, null],
    ],
  });
  expect([frame.columns, frame.shape, frame['a']?.values]).toEqual([
    ['a', 'b'],
    [2, 2],
    [1, 2],
  ]);
  await expect(toDataFrame({ columns: ['a', 'a'], rows: [] })).rejects.toThrow(RangeError);
});

/** A parser of its own: RFC 4180 with line feeds. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
