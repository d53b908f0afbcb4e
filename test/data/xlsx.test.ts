import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { toXlsx } from '../../src/data/xlsx.ts';

const table = {
  columns: ['group', 'n'],
  rows: [
    ['=cmd()', 3],
    [null, 0.1],
  ],
};

it('is a workbook, of the same bytes each time, and leaves nothing behind', async () => {
  const [one, other] = [await toXlsx(table, 'groups'), await toXlsx(table, 'groups')];
  expect(Buffer.from(one.subarray(0, 2)).toString()).toBe('PK');
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('dossier-xlsx-'))).toEqual([]);
});

it('takes a table without rows, and a name longer than a sheet may have', async () => {
  expect((await toXlsx({ columns: ['a'], rows: [] }, 'x'.repeat(40))).length).toBeGreaterThan(1000);
});
