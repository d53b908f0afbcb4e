import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openTables } from '../../src/data/duckdb.ts';
import { faultOf, temporaryFolder, temporaryTables, writeParquet } from './temporary-folder.ts';

describe('a row', () => {
  it('holds plain values: safe integers as numbers, larger ones as decimal strings, times in UTC', async () => {
    const tables = await temporaryTables();
    const [row] = await tables.query(`SELECT 9007199254740991::BIGINT AS safe, 9007199254740992::BIGINT AS large,
      -170141183460469231731687303715884105727::HUGEINT AS huge, 12.50::DECIMAL(9,2) AS price, 0.1::DOUBLE AS real,
      TIMESTAMP '2025-01-02 03:04:05' AS plain, TIMESTAMP '2025-01-02 03:04:05.000001' AS micro,
      TIMESTAMP '1969-12-31 23:59:59.999999' AS before, TIMESTAMPTZ '2025-01-02 03:04:05.5+02' AS zoned,
      TIMESTAMP_NS '2025-01-02 03:04:05.123456789' AS nano, TIMESTAMP_S '2025-01-02 03:04:05' AS second,
      TIMESTAMP_MS '2025-01-02 03:04:05.250' AS milli, DATE '2025-01-02' AS day, true AS yes, NULL AS none,
      'ab'::BLOB AS bytes, [1, 2] AS list, 'infinity'::TIMESTAMP AS never`);
    expect(row).toEqual({
      safe: 9007199254740991,
      large: '9007199254740992',
      huge: '-170141183460469231731687303715884105727',
      price: 12.5,
      real: 0.1,
      plain: '2025-01-02T03:04:05.000Z',
      micro: '2025-01-02T03:04:05.000001Z',
      before: '1969-12-31T23:59:59.999999Z',
      zoned: '2025-01-02T01:04:05.500Z',
      nano: '2025-01-02T03:04:05.123456Z',
      second: '2025-01-02T03:04:05.000Z',
      milli: '2025-01-02T03:04:05.250Z',
      day: '2025-01-02',
      yes: true,
      none: null,
      bytes: '6162',
      list: '[1, 2]',
      never: expect.stringContaining('microseconds'),
    });
  });

  it('is the same in another time zone', async () => {
    const zone = process.env['TZ'];
    onTestFinished(() => {
      process.env['TZ'] = zone;
    });
    process.env['TZ'] = 'America/New_York';
    const tables = await temporaryTables();
    const sql = `SELECT TIMESTAMPTZ '2025-07-01 12:00:00' AS a, TIMESTAMP '2025-07-01 12:00:00' AS b`;
    expect(await tables.query(sql)).toEqual([{ a: '2025-07-01T12:00:00.000Z', b: '2025-07-01T12:00:00.000Z' }]);
  });

  it('is found by a bound value, whatever that holds', async () => {
    const tables = await temporaryTables();
    const id = `'; DROP TABLE x; -- " \\ $1 ä`;
    expect(await tables.query('SELECT $id AS id, $n AS n', { id, n: 3 })).toEqual([{ id, n: 3 }]);
  });
});

describe('tables', () => {
  it('cannot be reconfigured, and load no extension', async () => {
    const tables = await temporaryTables();
    await expect(tables.query('SET threads = 8')).rejects.toThrow(/locked/);
    await expect(tables.query("SELECT * FROM 'https://example.invalid/x.csv'")).rejects.toThrow();
    const sql =
      "SELECT current_setting('threads') AS t, current_setting('memory_limit') AS m, current_setting('temp_directory') AS d";
    expect(await tables.query(sql)).toEqual([{ t: 2, m: '244.1 MiB', d: '' }]);
  });

  it('open files below the given folders only', async () => {
    const inside = await temporaryFolder({ 'a.csv': 'x\n1\n' });
    const outside = await temporaryFolder({ 'b.csv': 'x\n1\n' });
    const tables = await openTables({ directories: [inside] });
    onTestFinished(() => tables.close());
    expect(await tables.query(`SELECT x FROM read_csv('${join(inside, 'a.csv')}')`)).toEqual([{ x: 1 }]);
    await expect(tables.query(`SELECT x FROM read_csv('${join(outside, 'b.csv')}')`)).rejects.toThrow(/Permission/);
  });

  it('write nothing into the working folder when memory runs out, and say so', async () => {
    const directory = await temporaryFolder();
    await writeParquet(directory, {
      'big.parquet': 'SELECT md5(i::VARCHAR) AS a, md5((i + 1)::VARCHAR) AS b FROM range(400000) t(i)',
    });
    const tables = await openTables({ memoryLimit: '24MB' });
    onTestFinished(() => tables.close());
    const realPath = join(directory, 'big.parquet');
    const fault = await faultOf(
      tables.query(`SELECT a, count(DISTINCT b) AS n FROM read_parquet('${realPath}') GROUP BY a ORDER BY a`, {}, [
        { path: 'big.parquet', realPath },
      ]),
    );
    expect(fault).toMatchObject({ code: 'analysis/out-of-memory', exitCode: 6 });
    await expect(access('.tmp')).rejects.toThrow();
  });

  it('leave a mistake in our own SQL what it is: a bug', async () => {
    const tables = await temporaryTables();
    const file = { path: 'a.csv', realPath: '/a.csv' };
    await expect(tables.query('SELEC 1', {}, [file])).rejects.toThrow(/^Failed to extract.*Parser Error/);
    await expect(tables.query('SELECT nope', {}, [file])).rejects.toThrow(/^Binder Error/);
  });
});

describe('closing', () => {
  it('waits for queries that nobody waits for', async () => {
    for (let round = 0; round < 20; round += 1) {
      const tables = await openTables();
      const slow = Array.from({ length: 4 }, () => tables.query('SELECT sum(range) AS s FROM range(300000)'));
      await tables.close();
      expect(await Promise.all(slow)).toHaveLength(4);
    }
  });
});
