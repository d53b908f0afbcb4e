import { describe, expect, it } from 'vitest';
import type { TrainingLabels } from '../../src/core/case.ts';
import type { TrainingTable } from '../../src/data/training-table.ts';
import { faultOf, HEADER, minimalCase, temporaryLog } from './temporary-folder.ts';

const labels: TrainingLabels = { key: 'id', outcome: 'denied', favourable: '0', adverse: '1' };

async function training(rows: string[], people: string[] = [], log: string[] = []): Promise<TrainingTable> {
  const { log: opened } = await temporaryLog({
    files: {
      'log.csv': `${HEADER}${log.join('\n')}\n`,
      'protected.csv': ['id,race', ...people].join('\n'),
      'training.csv': ['id,denied,income', ...rows].join('\n'),
    },
  });
  return opened.training('training.csv', labels);
}

describe('the training data', () => {
  it('counts labels by group, and rows without a protected attribute as of no known group', async () => {
    const table = await training(['a,0,1', 'b,1,1', 'c,0,1', 'd,0,1'], ['a,white', 'b,black', 'c,white', 'z,white']);
    expect(await table.labels()).toEqual({
      attributes: ['race'],
      cells: [
        { groups: ['black'], favourable: false, adverseOutcome: null, n: 1 },
        { groups: ['white'], favourable: true, adverseOutcome: null, n: 2 },
        { groups: [null], favourable: true, adverseOutcome: null, n: 1 },
      ],
      ...{ rowsRead: 4, exclusions: [], from: '', to: '' },
    });
  });

  it('counts a repeated key once, not at all where its labels differ, and names every exclusion', async () => {
    const rows = ['a,0,1', 'a,0,2', 'a,0,3', 'b,0,1', 'b,1,1', ',0,1', ',1,1', 'c,perhaps,1', 'd,,1', 'e,1,1'];
    const { cells, exclusions, rowsRead } = await (await training(rows, ['a,white', 'b,white', 'e,black'])).labels();
    expect(cells.map(({ groups, favourable, n }) => [groups[0], favourable, n])).toEqual([
      ['black', false, 1],
      ['white', true, 1],
    ]);
    expect(exclusions).toEqual([
      { reason: 'key has rows of two labels', rows: 2 },
      { reason: 'key is in an earlier row already', rows: 2 },
      { reason: 'label is neither of the two words', rows: 2 },
      { reason: 'no key', rows: 2 },
    ]);
    expect(rowsRead).toBe(10);
  });

  it('names every column that the table lacks', async () => {
    const { log } = await temporaryLog({
      files: { 'log.csv': HEADER, 'protected.csv': 'id,race\n', 'training.csv': 'key,denid\n' },
    });
    const table = await log.training('training.csv', labels);
    const fault = await faultOf(table.labels());
    expect(fault.code).toBe('input/column-missing');
    expect(fault.message).toMatch(/no column "id"[\s\S]*no column "denied"/);
  });

  it('takes groups from the table itself where the case keeps no file of them', async () => {
    const { log } = await temporaryLog({
      files: { 'log.csv': HEADER.replace('\n', ',race\n'), 'training.csv': 'id,denied,race\na,0,white\nb,1,\n' },
      change: {
        protected: { attributes: [{ name: 'race', column: 'race', label: 'Race', reference: 'white' }] },
        models: minimalCase.models,
      },
    });
    const { cells } = await (await log.training('training.csv', labels)).labels();
    expect(cells.map(({ groups, n }) => [groups[0], n])).toEqual([
      ['white', 1],
      [null, 1],
    ]);
  });

  it('counts the values of an input there and in the slice, and rows without a number', async () => {
    const decided = ['p,2025-01-01,v1,0.1,yes,,1,2', 'q,2025-02-01,v1,0.1,yes,,5,2', 'r,2025-03-01,v1,0.1,yes,,1,2'];
    const table = await training(['a,0,1', 'b,0,1', 'c,0,7', 'd,0,', 'e,0,inf'], [], decided);
    expect(await table.input('income', { until: '2025-03-01T00:00:00Z' })).toEqual({
      ...{ name: 'income', exact: true, missing: { training: 2, decisions: 0 } },
      values: [
        { value: 1, training: 2, decisions: 1 },
        { value: 5, training: 0, decisions: 1 },
        { value: 7, training: 1, decisions: 0 },
      ],
    });
    expect(await table.input('y', {})).toBeNull();
  });

  it('counts very many different values in narrow bins', async () => {
    const { log } = await temporaryLog({
      files: { 'log.csv': HEADER },
      parquet: { 'training.parquet': 'SELECT range AS id, 0 AS denied, range / 10 AS x FROM range(200000)' },
    });
    const counts = await (await log.training('training.parquet', labels)).input('x', {});
    expect(counts?.exact).toBe(false);
    expect(counts?.values.length).toBeLessThanOrEqual(16_384);
    expect(counts?.values.reduce((sum, { training: n }) => sum + n, 0)).toBe(200_000);
    const median = counts?.values.find((_, at, all) => {
      return all.slice(0, at + 1).reduce((sum, { training: n }) => sum + n, 0) >= 100_000;
    });
    expect(Math.abs((median?.value ?? 0) - 10_000)).toBeLessThan(2);
  });

  it('gives the last decision up to a day', async () => {
    const rows = ['p,2025-01-01,v1,0.1,yes,,1,2', 'r,2025-03-01,v2,0.1,yes,,1,2', 'q,2025-02-01,v1,0.1,yes,,5,2'];
    const { log } = await temporaryLog({ files: { 'log.csv': `${HEADER}${rows.join('\n')}\n` } });
    expect(await log.last()).toBe('r');
    expect(await log.last('2025-02-15T00:00:00Z')).toBe('q');
    expect(await log.last('2024-02-15T00:00:00Z')).toBeNull();
  });
});
