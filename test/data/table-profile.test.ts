import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countRows, profileTable } from '../../src/data/table-profile.ts';
import { temporaryFolder, temporaryTables, writeParquet } from './temporary-folder.ts';

it('counts nulls, non-finite numbers, distinct values and repeated rows', async () => {
  const root = await temporaryFolder();
  await writeParquet(root, {
    'a.parquet': `SELECT * FROM (VALUES (1, 'NaN'::DOUBLE, 'x'), (1, 'NaN'::DOUBLE, 'x'), (2, NULL, 'NaN'), (3, '-inf'::DOUBLE, NULL)) t("i d", v, "w""")`,
  });
  const tables = await temporaryTables();
  expect(await profileTable(tables, join(root, 'a.parquet'))).toEqual({
    rows: 4,
    duplicateRows: 1,
    columns: [
      { name: 'i d', type: 'INTEGER', nulls: 0, nonFinite: 0, distinct: 3 },
      { name: 'v', type: 'DOUBLE', nulls: 1, nonFinite: 3, distinct: 2 },
      { name: 'w"', type: 'VARCHAR', nulls: 1, nonFinite: 0, distinct: 2 },
    ],
  });
  expect(await countRows(tables, { path: 'a.parquet', realPath: join(root, 'a.parquet') })).toBe(4);
});

it('takes the text NaN for non-finite where a format holds nothing but text', async () => {
  const tables = await temporaryTables();
  const root = await temporaryFolder({ 'a.csv': 'v\n1\nNaN\n\n', 'a.ndjson': '{"v":NaN}\n{"v":null}\n{}\n{"v":1}\n' });
  expect((await profileTable(tables, join(root, 'a.csv'))).columns).toMatchObject([{ nonFinite: 1, distinct: 2 }]);
  expect((await profileTable(tables, join(root, 'a.ndjson'))).columns).toMatchObject([
    { nulls: 2, nonFinite: 1, distinct: 2 },
  ]);
});

it('is all zeros for a table without rows', async () => {
  const tables = await temporaryTables();
  const root = await temporaryFolder({ 'a.csv': 'x,y\n', 'a.ndjson': '' });
  expect(await profileTable(tables, join(root, 'a.csv'))).toMatchObject({
    rows: 0,
    duplicateRows: 0,
    columns: [{ nulls: 0 }, { distinct: 0 }],
  });
  expect(await profileTable(tables, join(root, 'a.ndjson'))).toEqual({ rows: 0, duplicateRows: 0, columns: [] });
  expect(await countRows(tables, join(root, 'a.ndjson'))).toBe(0);
});
