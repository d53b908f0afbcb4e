import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Tables } from '../../src/data/duckdb.ts';
import { asMoment, asNumber, asText, openTableFile, relation, type TableFile } from '../../src/data/table-file.ts';
import { faultOf, temporaryFolder, temporaryTables, writeParquet } from './temporary-folder.ts';

async function opened(path: string, content: string | Uint8Array): Promise<{ tables: Tables; file: TableFile }> {
  const tables = await temporaryTables();
  const realPath = join(await temporaryFolder({ [path]: content }), path);
  return { tables, file: await openTableFile(tables, { path, realPath }) };
}

describe('a CSV file', () => {
  it('keeps its text as it stands, with quotes in names and leading zeros in ids', async () => {
    const { tables, file } = await opened('a.csv', '\ufeffid,"the ""best"", x",v\n007,"a\nb",\n1e3,"""",x\n');
    expect(file.columns.map(({ name }) => name)).toEqual(['id', 'the "best", x', 'v']);
    const text = asText(file, 'the "best", x');
    expect(await tables.query(`SELECT ${asText(file, 'id')} AS id, ${text} AS x, v FROM ${relation(file)}`)).toEqual([
      { id: '007', x: 'a\nb', v: null },
      { id: '1e3', x: '"', v: 'x' },
    ]);
  });

  it.each(['a;b\n1;2\n', 'a\tb\n1\t2\n', 'a|b\n1|2\n', '"a";b\n1,5;2,5\n'])(
    'may be separated otherwise: %j',
    async (content) => {
      const { file } = await opened('a.csv', content);
      expect(file.columns.map(({ name }) => name)).toEqual(['a', 'b']);
    },
  );

  it('is not taken for a pattern when its name looks like one', async () => {
    const tables = await temporaryTables();
    const root = await temporaryFolder({ '[ab]*.csv': 'x\n1\n', 'a1.csv': 'x\n2\n', 'a?.csv': 'x\n3\n' });
    for (const [path, x] of [
      ['[ab]*.csv', '1'],
      ['a?.csv', '3'],
    ] as const) {
      const file = await openTableFile(tables, { path, realPath: join(root, path) });
      expect(await tables.query(`SELECT x FROM ${relation(file)}`)).toEqual([{ x }]);
    }
  });

  it.each([
    ['more cells than columns', 'a,b\n1,2\n3,4,5,6\n'],
    ['fewer cells than columns', 'a,b,c\n1,2\n3,4,5\n'],
    ['a title above its header', 'Report of March\n\na,b\n1,2\n'],
    ['bytes that are no UTF-8', new Uint8Array([97, 44, 98, 10, 0xe9, 44, 49, 10])],
    ['a quote that never ends', `a,b\n1,"${'x'.repeat(100)}`],
  ])('with %s is unreadable', async (_, content) => {
    const work = opened('a.csv', content).then(({ tables, file }) =>
      tables.query(`SELECT * FROM ${relation(file)}`, {}, [file]),
    );
    expect(await faultOf(work)).toMatchObject({ code: 'input/table-unreadable', place: { file: 'a.csv' } });
  });
});

describe('an NDJSON file', () => {
  it('is told apart by its quotes, and keeps ids, big integers and NaN', async () => {
    const { tables, file } = await opened(
      'a.ndjson',
      '{"id":"007","u":"ABCDEF00-0000-0000-0000-000000000000","n":12345678901234567890,"s":NaN}\n{"id":8,"d":"2025-01-02"}\n',
    );
    const columns = ['id', 'u', 'n', 's', 'd'].map((name) => `${asText(file, name)} AS ${name}`).join(', ');
    expect(await tables.query(`SELECT ${columns} FROM ${relation(file)}`)).toEqual([
      { id: '007', u: 'ABCDEF00-0000-0000-0000-000000000000', n: '12345678901234567890', s: 'NaN', d: null },
      { id: '8', u: null, n: null, s: null, d: '2025-01-02' },
    ]);
  });

  it('has no columns when it is empty', async () => {
    expect((await opened('a.ndjson', '')).file.columns).toEqual([]);
  });

  it('is unreadable when a line is cut', async () => {
    const work = opened('a.ndjson', '{"id":1}\n{"id":').then(({ tables, file }) =>
      tables.query(`SELECT * FROM ${relation(file)}`, {}, [file]),
    );
    expect((await faultOf(work)).code).toBe('input/table-unreadable');
  });
});

describe('a Parquet file', () => {
  it('that was cut is unreadable, and named as the case names it', async () => {
    const tables = await temporaryTables();
    const root = await temporaryFolder({ 'empty.parquet': '', 'cut.parquet': `PAR1${'x'.repeat(99)}` });
    for (const path of ['empty.parquet', 'cut.parquet']) {
      const fault = await faultOf(openTableFile(tables, { path, realPath: join(root, path) }));
      expect(fault).toMatchObject({ code: 'input/table-unreadable', place: { file: path }, exitCode: 3 });
      expect(fault.message).not.toContain(root);
    }
  });

  it('gives text, numbers and moments alike whatever the types of its columns', async () => {
    const root = await temporaryFolder();
    await writeParquet(root, {
      'a.parquet': `SELECT 7::DOUBLE AS whole, 7.5::FLOAT AS half, 'NaN'::DOUBLE AS nan, 1e20::DOUBLE AS big, 7.00::DECIMAL(9,2) AS dec,
        7::BIGINT AS int, true AS flag, 'false' AS word, ' 7 ' AS padded, 'x' AS text, DATE '2025-01-02' AS day,
        TIMESTAMPTZ '2025-01-02 01:00:00+01' AS zoned, '2025-01-02T01:00:00+01:00' AS iso`,
    });
    const tables = await temporaryTables();
    const file = await openTableFile(tables, { path: 'a.parquet', realPath: join(root, 'a.parquet') });
    const one = async (expression: string): Promise<unknown> =>
      (await tables.query(`SELECT ${expression} AS x FROM ${relation(file)}`))[0]?.['x'];
    const text = ['whole', 'half', 'nan', 'big', 'dec', 'int', 'flag', 'gone'].map((name) => one(asText(file, name)));
    expect(await Promise.all(text)).toEqual(['7', '7.5', null, '1e+20', '7', '7', 'true', null]);
    const numbers = ['whole', 'half', 'dec', 'int', 'flag', 'word', 'padded', 'text', 'day', 'gone'];
    expect(await Promise.all(numbers.map((name) => one(asNumber(file, name))))).toEqual([
      7,
      7.5,
      7,
      7,
      1,
      0,
      7,
      null,
      null,
      null,
    ]);
    const moments = ['day', 'zoned', 'iso'].map((name) => one(asMoment(file, name) ?? ''));
    expect(await Promise.all(moments)).toEqual(Array.from({ length: 3 }, () => '2025-01-02T00:00:00.000Z'));
    expect(asMoment(file, 'int')).toBeUndefined();
  });
});

it('wants a name that promises a table', async () => {
  expect((await faultOf(opened('a.xlsx', ''))).code).toBe('input/table-format');
});
