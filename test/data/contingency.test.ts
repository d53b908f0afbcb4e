import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContingencyTable } from '../../src/core/cells.ts';
import { faultOf, HEADER, minimalCase, temporaryLog } from './temporary-folder.ts';

async function counted(rows: string[], people?: string[], asOf?: string): Promise<ContingencyTable> {
  const held = people === undefined ? {} : { 'protected.csv': ['id,race', ...people].join('\n') };
  const { log } = await temporaryLog({ files: { 'log.csv': `${HEADER}${rows.join('\n')}\n`, ...held } });
  return log.contingency(asOf);
}

const row = (id: string, decision: string, outcome = '', at = '2025-01-01'): string =>
  `${id},${at},v1,0.1,${decision},${outcome},1,2`;

describe('the contingency table', () => {
  it('counts by group, decision and outcome', async () => {
    const table = await counted(
      [
        row('a', 'yes', 'yes'),
        row('b', 'no', 'no'),
        row('c', 'no', 'yes', '2025-02-01T12:00:00Z'),
        row('d', 'yes', 'perhaps'),
        row('e', 'yes', 'yes'),
      ],
      ['a,white', 'b,black', 'c,black', 'd,white', 'e,white', 'z,white'],
    );
    expect(table).toEqual({
      attributes: ['race'],
      cells: [
        { groups: ['black'], favourable: false, adverseOutcome: false, n: 1 },
        { groups: ['black'], favourable: false, adverseOutcome: true, n: 1 },
        { groups: ['white'], favourable: true, adverseOutcome: false, n: 2 },
        { groups: ['white'], favourable: true, adverseOutcome: null, n: 1 },
      ],
      rowsRead: 5,
      exclusions: [],
      from: '2025-01-01T00:00:00.000Z',
      to: '2025-02-01T12:00:00.000Z',
    });
  });

  it('names every exclusion, so that rows read are rows used plus rows excluded', async () => {
    const { cells, exclusions, rowsRead } = await counted([
      row('a', 'yes'),
      row('a', 'no', '', '2025-01-02'),
      row('a', 'maybe', '', '2025-01-03'),
      row('b', 'referred'),
      row('c', ''),
      row('d', 'YES'),
      row('', 'yes'),
      row('', 'no'),
      row('e', 'yes', '', 'soon'),
    ]);
    expect(cells).toEqual([{ groups: [], favourable: true, adverseOutcome: null, n: 1 }]);
    expect(exclusions).toEqual(
      [
        { reason: 'decision is neither of the two words', rows: 3 },
        { reason: 'prediction id is recorded earlier already', rows: 2 },
        { reason: 'no prediction id', rows: 2 },
        { reason: 'time of the decision cannot be read', rows: 1 },
      ].sort((a, b) => (a.reason < b.reason ? -1 : 1)),
    );
    expect(rowsRead).toBe(9);
  });

  it.each(['', 'unknown', 'Unknown', ' UNKNOWN ', 'NaN', 'nan', 'null', '" "'])(
    'has no group where the value is %j',
    async (value) => {
      const { cells } = await counted([row('a', 'yes')], [`a,${value}`]);
      expect(cells).toEqual([{ groups: [null], favourable: true, adverseOutcome: null, n: 1 }]);
    },
  );

  it('is not multiplied by keys that come twice, whose group counts only when both agree', async () => {
    const { cells, rowsRead } = await counted(
      [row('a', 'yes'), row('b', 'yes'), row('c', 'yes'), row('d', 'yes')],
      ['a,white', 'a,white', 'b,white', 'b,black', 'c,white', 'c,', ',white'],
    );
    expect(rowsRead).toBe(4);
    expect(cells).toEqual([
      { groups: ['white'], favourable: true, adverseOutcome: null, n: 1 },
      { groups: [null], favourable: true, adverseOutcome: null, n: 3 },
    ]);
  });

  it('joins ids that are numbers in one file and text or floating point in the other', async () => {
    const { log } = await temporaryLog({
      files: { 'log.csv': `${HEADER}${row('7', 'yes')}\n` },
      parquet: {
        'protected.parquet': `SELECT 7::DOUBLE AS id, 2::DOUBLE AS race UNION ALL SELECT NULL, 'NaN'::DOUBLE`,
      },
    });
    expect((await log.contingency()).cells).toEqual([{ groups: ['2'], favourable: true, adverseOutcome: null, n: 1 }]);
  });

  it('leaves out what was decided after the as-of time, as though it had not been written yet', async () => {
    const rows = [row('a', 'yes', '', '2025-01-01T12:00:00Z'), row('b', 'no', '', '2025-01-01T12:00:00.000001Z')];
    const table = await counted(rows, undefined, '2025-01-01T13:00:00+01:00');
    expect(table).toMatchObject({ rowsRead: 1, exclusions: [], to: '2025-01-01T12:00:00.000Z' });
    const later = await counted([rows[0] ?? ''], undefined, '2025-01-01T12:00:00Z');
    expect(later).toEqual(table);
  });

  it('can be narrowed to a model version and a beginning', async () => {
    const { log } = await temporaryLog({
      files: {
        'log.csv': `${HEADER}a,2025-01-01,v1,0.1,yes,,1,2\nb,2025-02-01,v1,0.1,yes,,1,2\nc,2025-02-01,v2,0.1,no,,1,2\n`,
      },
    });
    expect((await log.contingency(undefined, { modelVersion: 'v1' })).rowsRead).toBe(2);
    expect((await log.contingency(undefined, { from: '2025-01-15' })).rowsRead).toBe(2);
    expect((await log.contingency(undefined, { from: '2025-01-15', modelVersion: "v1' OR '1'='1" })).rowsRead).toBe(0);
  });

  it('refuses a column that forms no groups', async () => {
    const parquet = {
      'log.parquet': `SELECT i::VARCHAR AS id, DATE '2025-01-01' AS at, 'v1' AS model, 0.1 AS score, 'yes' AS decision, NULL::VARCHAR AS outcome, 1 AS income, 2 AS debt FROM range(200001) t(i)`,
      'protected.parquet': 'SELECT i AS id, i AS race FROM range(200001) t(i)',
    };
    const { log } = await temporaryLog({ parquet });
    expect((await faultOf(log.contingency())).code).toBe('analysis/too-many-groups');
  });

  it('counts a column of ten thousand levels', async () => {
    const parquet = {
      'log.parquet': `SELECT i::VARCHAR AS id, DATE '2025-01-01' AS at, 'v1' AS model, 0.1 AS score, 'yes' AS decision, NULL::VARCHAR AS outcome, 1 AS income, 2 AS debt FROM range(10000) t(i)`,
      'protected.parquet': 'SELECT i AS id, i AS race FROM range(10000) t(i)',
    };
    const { log } = await temporaryLog({ parquet });
    expect((await log.contingency()).cells).toHaveLength(10_000);
  });

  it('can end, and counts a repeated id in the period of its first decision alone', async () => {
    const { log } = await temporaryLog({
      files: {
        'log.csv': `${HEADER}${[row('a', 'yes'), row('a', 'no', '', '2025-02-01'), row('b', 'no', '', '2025-02-01')].join('\n')}\n`,
      },
    });
    expect(await log.contingency(undefined, { until: '2025-02-01' })).toMatchObject({ rowsRead: 1, exclusions: [] });
    expect(await log.contingency(undefined, { from: '2025-02-01' })).toMatchObject({
      ...{ rowsRead: 2, exclusions: [{ reason: 'prediction id is recorded earlier already', rows: 1 }] },
      cells: [{ favourable: false, n: 1 }],
    });
  });

  it('reads groups from the log itself, cuts numbers, and knows the words for not known', async () => {
    const header = 'id,at,model,score,decision,outcome,income,debt,age,race\n';
    const people = [
      ['39.9', 'white'],
      ['40', 'refused'],
      ['61', 'black'],
      ['62', 'Refused '],
      ['', 'white'],
      ['old', ''],
    ];
    const lines = people.map(([age, race], at) => `p${at},2025-01-01,v1,0.1,yes,,1,2,${age},${race}`);
    const { log } = await temporaryLog({
      files: { 'log.csv': `${header}${lines.join('\n')}\n` },
      change: {
        protected: {
          attributes: [
            { name: 'age', column: 'age', label: 'Age', reference: 'below 40', cuts: [40, 62] },
            { name: 'race', column: 'race', label: 'Race', reference: 'white', unknown: ['refused'] },
          ],
        },
      },
    });
    expect((await log.contingency()).cells.map(({ groups }) => groups)).toEqual([
      ['40 to below 62', 'black'],
      ['40 to below 62', null],
      ['62 or more', null],
      ['below 40', 'white'],
      [null, 'white'],
      [null, null],
    ]);
  });

  it('keeps strata apart, and sums weights and their squares exactly', async () => {
    const header = 'id,at,model,score,decision,outcome,income,debt,product,w\n';
    const lines = [
      ['home', '0.1'],
      ['home', '0.2'],
      ['car', '3'],
      ['', '0'],
    ].map(([product, w], at) => `p${at},2025-01-01,v1,0.1,yes,,1,2,${product},${w}`);
    const change = {
      decisionLog: { files: ['log.csv'], columns: { ...minimalCase.decisionLog.columns, weight: 'w' } },
      audit: { strata: [{ name: 'product', label: 'Product', column: 'product' }] },
    };
    const { log } = await temporaryLog({ files: { 'log.csv': `${header}${lines.join('\n')}\n` }, change });
    const table = await log.contingency();
    expect(table.strata).toEqual(['product']);
    const cell = { groups: [], favourable: true, adverseOutcome: null };
    expect(table.cells).toEqual([
      { ...cell, strata: ['car'], n: 1, weight: 3, weightSquares: 9 },
      { ...cell, strata: ['home'], n: 2, weight: 0.3, weightSquares: 0.05 },
      { ...cell, strata: [null], n: 1, weight: 0, weightSquares: 0 },
    ]);
  });

  it.each(['-1', 'heavy', '', 'inf'])('refuses the weight %j', async (weight) => {
    const { log } = await temporaryLog({
      files: {
        'log.csv': `id,at,model,score,decision,outcome,income,debt,w\na,2025-01-01,v1,0.1,yes,,1,2,${weight}\n`,
      },
      change: { decisionLog: { files: ['log.csv'], columns: { ...minimalCase.decisionLog.columns, weight: 'w' } } },
    });
    expect((await faultOf(log.contingency())).code).toBe('input/weight-not-countable');
  });

  it('takes the decision from score and cut-off where the log keeps none', async () => {
    const lines = ['0.5', '0.4999', '', 'NaN'].map((score, at) => `p${at},2025-01-01,v1,${score},x,,1,2`);
    const { decision: _, ...columns } = minimalCase.decisionLog.columns;
    const { log } = await temporaryLog({
      files: { 'log.csv': `${HEADER}${lines.join('\n')}\n` },
      change: { decisionLog: { files: ['log.csv'], columns } },
    });
    expect(await log.contingency()).toMatchObject({
      cells: [
        { favourable: true, n: 1 },
        { favourable: false, n: 1 },
      ],
      exclusions: [{ reason: 'decision is neither of the two words', rows: 2 }],
    });
  });

  it('is the same sum when a long log is counted in several passes', async () => {
    const parquet = {
      'log.parquet': `SELECT (i % 1000001)::VARCHAR AS id, TIMESTAMP '2025-01-01' + to_microseconds(i) AS "at", 'v1' AS model, 0.1 AS score,
        CASE i % 3 WHEN 0 THEN 'no' WHEN 1 THEN 'yes' ELSE 'maybe' END AS decision, NULL::VARCHAR AS outcome, 1 AS income, 2 AS debt
        FROM range(1000004) t(i)`,
      'protected.parquet': `SELECT i AS id, i % 2 AS race FROM range(1000001) t(i)`,
    };
    const { log } = await temporaryLog({ parquet });
    const { cells, exclusions, rowsRead, from, to } = await log.contingency();
    const count = (decision: number, race: number): number =>
      Array.from({ length: 6 }, (_, i) => i).find((i) => i % 3 === decision && i % 2 === race) ?? 0;
    const n = (decision: number, race: number): number => Math.floor((1_000_000 - count(decision, race)) / 6) + 1;
    expect(cells).toEqual(
      [0, 1].flatMap((race) =>
        [1, 0].map((decision) => ({
          groups: [`${race}`],
          favourable: decision === 1,
          adverseOutcome: null,
          n: n(decision, race),
        })),
      ),
    );
    expect(exclusions).toEqual([
      { reason: 'decision is neither of the two words', rows: 333_333 },
      { reason: 'prediction id is recorded earlier already', rows: 3 },
    ]);
    expect([rowsRead, from, to]).toEqual([1_000_004, '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:01.000Z']);
  });

  it('does not depend on the order of rows', async () => {
    const word = fc.constantFrom('yes', 'no', 'maybe', '');
    const line = fc.tuple(
      fc.constantFrom('a', 'b', 'c', ''),
      word,
      word,
      fc.constantFrom('2025-01-01', '2025-01-02', 'x'),
    );
    const lines = fc.array(line, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lines, async (drawn) => {
        const rows = drawn.map(([id, decision, outcome, at]) => row(id, decision, outcome, at));
        const table = await counted(rows, ['a,white', 'b,black']);
        expect(await counted(rows.toReversed(), ['b,black', 'a,white'])).toEqual(table);
        const used = table.cells.reduce((sum, { n }) => sum + n, 0);
        expect(table.exclusions.reduce((sum, excluded) => sum + excluded.rows, used)).toBe(rows.length);
      }),
      { seed: 7, numRuns: 12 },
    );
  });
});
