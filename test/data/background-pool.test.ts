import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/core/evidence.ts';
import type { InputColumn } from '../../src/core/input-column.ts';
import type { BackgroundPool, PoolOptions } from '../../src/data/background-pool.ts';
import { HEADER, temporaryLog } from './temporary-folder.ts';

const numbers: InputColumn[] = ['income', 'debt'].map((name) => ({ name, type: 'float', acceptsMissing: false }));
const last = (size: number, count: number): number[] => Array.from({ length: count }, (_, index) => size - 1 - index);

async function drawn(
  rows: string[],
  options: Partial<PoolOptions> = {},
): Promise<BackgroundPool & { matrix: Cell[][] }> {
  const { log } = await temporaryLog({ files: { 'log.csv': `${HEADER}${rows.join('\n')}\n` } });
  const pool = await log.pool({
    model: { version: 'v1', cutoff: 0.5, adverseWhen: 'at-or-above' },
    columns: numbers,
    population: 'applicants',
    band: 0.05,
    except: 'me',
    upTo: '2025-01-31',
    wanted: 100,
    choose: last,
    ...options,
  });
  return { ...pool, matrix: pool.rows };
}

const row = (id: string, income: string | number, rest = '2025-01-01,v1,0.1,yes'): string =>
  `${id},${rest},,${income},0`;

describe('the pool of applicants', () => {
  it('is those decided by the same model, no later, without the contested one, in order of ids', async () => {
    const pool = await drawn([
      row('c', 3),
      row('me', 9),
      row('a', 1),
      row('late', 9, '2025-01-31T00:00:00.000001Z,v1,0.1,yes'),
      row('other', 9, '2025-01-01,v2,0.1,yes'),
      row('b', 2, '2025-01-31,v1,0.9,no'),
      row('', 9),
      row('when', 9, 'x,v1,0.1,yes'),
    ]);
    expect(pool).toMatchObject({
      n: 3,
      poolRows: 3,
      incomplete: 0,
      matrix: [
        [1, 0],
        [2, 0],
        [3, 0],
      ],
    });
    expect(pool.describe(pool.n)).toBe('all 3 applicants decided by model v1 up to 2025-01-31');
  });

  it('is drawn from by the indices that are chosen, in whatever order they are given', async () => {
    const pool = await drawn(
      ['e', 'd', 'c', 'b', 'a'].map((id, index) => row(id, 5 - index)),
      { wanted: 2 },
    );
    expect(pool).toMatchObject({
      n: 2,
      poolRows: 5,
      matrix: [
        [4, 0],
        [5, 0],
      ],
    });
    expect(pool.describe(pool.n)).toBe(
      '2 of 5 applicants decided by model v1 up to 2025-01-31; drawn at random without replacement from 5',
    );
  });

  it('leaves out and counts rows whose inputs are missing, no number, or beyond float32', async () => {
    const pool = await drawn([
      row('a', ''),
      row('b', 'NaN'),
      row('c', 'x'),
      row('d', 'inf'),
      row('e', '1e39'),
      row('f', 'true'),
      row('g', 'false'),
    ]);
    expect(pool).toMatchObject({
      n: 2,
      poolRows: 2,
      incomplete: 5,
      matrix: [
        [1, 0],
        [0, 0],
      ],
    });
    expect(pool.describe(pool.n)).toContain('5 more left out for an input that is missing or no number');
  });

  it('is empty, not an error, when nobody came before', async () => {
    expect(await drawn([row('me', 1)])).toMatchObject({ n: 0, poolRows: 0, rows: [] });
  });

  it('refuses a choice that is not without replacement', async () => {
    await expect(drawn([row('a', 1), row('b', 2), row('c', 3)], { wanted: 2, choose: () => [1, 1] })).rejects.toThrow(
      RangeError,
    );
    await expect(drawn([row('a', 1), row('b', 2)], { wanted: 1, choose: () => [2] })).rejects.toThrow(RangeError);
  });
});

describe('the pool of those approved near the cut-off', () => {
  const rows = [
    row('far', 1, '2025-01-01,v1,0.1,yes'),
    row('nearest', 2, '2025-01-01,v1,0.45,yes'),
    row('near', 3, '2025-01-01,v1,0.4,yes'),
    row('tied', 4, '2025-01-01,v1,0.4,yes'),
    row('denied', 9, '2025-01-01,v1,0.49,no'),
    row('overridden', 9, '2025-01-01,v1,0.5,yes'),
    row('unscored', 9, '2025-01-01,v1,NaN,yes'),
    row('incomplete', '', '2025-01-01,v1,0.49,yes'),
  ];

  it('is widened to all of them when there are fewer than three hundred, and says so', async () => {
    const pool = await drawn(rows, { population: 'approved-near-cutoff' });
    expect(pool.matrix).toEqual([
      [1, 0],
      [3, 0],
      [2, 0],
      [4, 0],
    ]);
    expect(pool).toMatchObject({ incomplete: 1, band: { declared: 0.05, used: 0.4, rows: 1 } });
    expect(pool.describe(pool.n)).toContain('all 4 approved applicants');
    expect(pool.describe(pool.n)).toContain(
      'those within 0.4 of the cut-off 0.5; the band of 0.05 holds 1 of them and was widened until it held all 4',
    );
  });

  const many = Array.from({ length: 500 }, (_, index) =>
    row(`p${String(index).padStart(3, '0')}`, index, `2025-01-01,v1,${(500 - 1 - index) / 1000},yes`),
  );

  it('is widened until it holds three hundred, and those as near as the last of them', async () => {
    const tied = row('tied', 7, '2025-01-01,v1,0.2,yes');
    const pool = await drawn([...many, tied], { population: 'approved-near-cutoff', wanted: 1000 });
    expect(pool).toMatchObject({ n: 301, poolRows: 301, band: { declared: 0.05, used: 0.3, rows: 50 } });
    expect(pool.describe(pool.n)).toContain('holds 50 of them and was widened until it held 301');
    expect(pool.matrix.some(([income]) => income === 7)).toBe(true);
  });

  it('is the band as declared where that holds enough, and is drawn from at random', async () => {
    const pool = await drawn(many, {
      ...{ population: 'approved-near-cutoff', band: 0.4, wanted: 100 },
      choose: (size, count) => Array.from({ length: count }, (_, index) => size - 1 - index),
    });
    expect(pool).toMatchObject({ n: 100, poolRows: 400, band: { declared: 0.4, used: 0.4, rows: 400 } });
    expect(pool.describe(pool.n)).toContain('those within 0.4 of the cut-off 0.5; drawn at random');
    expect(pool.describe(pool.n)).not.toContain('widened');
  });

  it('looks at the other side where low scores are adverse', async () => {
    const model = { version: 'v1', cutoff: 0.45, adverseWhen: 'below' as const };
    const pool = await drawn(rows, { population: 'approved-near-cutoff', model });
    expect(pool.matrix).toEqual([
      [2, 0],
      [9, 0],
    ]);
  });
});

it('thins a very large pool the same way every time', async () => {
  const parquet = {
    'log.parquet': `SELECT 'p' || i AS id, DATE '2025-01-01' AS at, 'v1' AS model, 0.1 AS score, 'yes' AS decision, '' AS outcome, i AS income, 0 AS debt FROM range(300000) t(i)`,
  };
  const { log } = await temporaryLog({ parquet });
  const options: PoolOptions = {
    model: { version: 'v1', cutoff: 0.5, adverseWhen: 'above' },
    columns: numbers.slice(0, 1),
    population: 'applicants',
    band: 0.05,
    except: '',
    upTo: '2025-01-31',
    wanted: 50,
    choose: (_, count) => Array.from({ length: count }, (__, index) => index),
  };
  const pool = await log.pool(options);
  expect(pool.poolRows).toBeGreaterThan(194_000);
  expect(pool.poolRows).toBeLessThan(196_000);
  expect(pool.describe(pool.n)).toContain(`thinned to ${pool.poolRows} by a hash of the prediction id`);
  const { describe: _again, ...again } = await log.pool(options);
  expect(pool).toMatchObject(again);
});

describe('columns of other types', () => {
  const column = (name: string, type: InputColumn['type'], acceptsMissing = false): InputColumn => ({
    ...{ name, type, acceptsMissing },
  });
  const head = `'v1' AS model, DATE '2025-01-01' AS at, 0.1 AS score, 'yes' AS decision, '' AS outcome, 0 AS income, 0 AS debt`;

  /** The one column of the pool, by id. */
  async function pooled(values: string[], held: InputColumn): Promise<{ cells: Cell[]; incomplete: number }> {
    const rows = values.map((value, index) => `SELECT 'p${index}' AS id, ${head}, ${value} AS x`);
    const { log } = await temporaryLog({ parquet: { 'log.parquet': rows.join(' UNION ALL ') } });
    const { rows: found, incomplete } = await log.pool({
      model: { version: 'v1', cutoff: 0.5, adverseWhen: 'above' },
      columns: [held],
      ...{ population: 'applicants', band: 0.05, except: '', upTo: '2025-01-31', wanted: 100, choose: last },
    });
    return { cells: found.map(([cell = null]) => cell), incomplete };
  }

  it('gives texts as they are recorded, and leaves out those that are missing', async () => {
    const texts = ["'rent'", 'NULL', "''", "'NaN'", "' 007 '"];
    expect(await pooled(texts, column('x', 'string'))).toEqual({ cells: ['rent', ' 007 '], incomplete: 3 });
    const found = await pooled(texts, column('x', 'string', true));
    expect(found).toEqual({ cells: ['rent', null, null, null, ' 007 '], incomplete: 0 });
  });

  it('gives missing numbers to a model that takes them, but not what is no number', async () => {
    const texts = ["'1'", 'NULL', "'nan'", "'x'", "'inf'"];
    expect(await pooled(texts, column('x', 'float', true))).toEqual({ cells: [1, null, null], incomplete: 2 });
    const doubles = ["'NaN'::DOUBLE", "'inf'::DOUBLE", '2.5::DOUBLE', 'NULL::DOUBLE'];
    expect(await pooled(doubles, column('x', 'double', true))).toEqual({ cells: [null, 2.5, null], incomplete: 1 });
    expect(await pooled(doubles, column('x', 'double'))).toEqual({ cells: [2.5], incomplete: 3 });
  });

  it('keeps doubles beyond float32, and leaves out whole numbers that no double tells apart', async () => {
    expect(await pooled(['1e300::DOUBLE', '0.1::DOUBLE'], column('x', 'double'))).toEqual({
      ...{ cells: [1e300, 0.1], incomplete: 0 },
    });
    const integers = ['9007199254740991', '9007199254740992', '-9007199254740991'].map((each) => `${each}::BIGINT`);
    expect(await pooled(integers, column('x', 'int64'))).toEqual({
      ...{ cells: [9007199254740991, -9007199254740991], incomplete: 1 },
    });
    expect(await pooled(['2147483647::BIGINT', '2147483648::BIGINT'], column('x', 'int32'))).toEqual({
      ...{ cells: [2147483647], incomplete: 1 },
    });
  });

  it('gives truth values as 1 and 0', async () => {
    expect(await pooled(['true', 'false', 'NULL'], column('x', 'bool'))).toEqual({ cells: [1, 0], incomplete: 1 });
  });
});
