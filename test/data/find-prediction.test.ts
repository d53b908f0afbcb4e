import { describe, expect, it } from 'vitest';
import { faultOf, HEADER, minimalCase, temporaryLog } from './temporary-folder.ts';

const row = (id: string, rest = '2025-01-01,v1,0.25,yes,no,1,2'): string => `"${id.replaceAll('"', '""')}",${rest}\n`;

describe('a prediction', () => {
  it('is found with its row in its file, whatever format that is in', async () => {
    const { log, folder } = await temporaryLog({
      files: {
        'log-1.csv': HEADER + row('x') + row('a', '2025-01-01 10:00:00.5,v1,0.25,yes,,1.5,true'),
        'log-2.ndjson':
          '{"id":"y","model":"v1"}\n{"id":"b","at":"2025-01-01T10:00:00.5Z","model":"v1","score":0.25,"decision":"yes","outcome":"","income":1.5,"debt":true}\n',
      },
      parquet: {
        'log-3.parquet': `SELECT * FROM (VALUES
          ('z', TIMESTAMP '2025-01-01', 'v1', 0.5::DOUBLE, 'no', 'no', 1.0::DOUBLE, true),
          ('c', TIMESTAMP '2025-01-01 10:00:00.5', 'v1', 0.25, 'yes', NULL, 1.5, true)) t(id, "at", model, score, decision, outcome, income, debt)`,
      },
    });
    const expected = {
      decidedAt: '2025-01-01T10:00:00.500Z',
      modelVersion: 'v1',
      runId: null,
      score: 0.25,
      decision: 'yes',
      outcome: null,
      inputs: { income: 1.5, debt: true },
    };
    expect(await log.find('a')).toEqual({ id: 'a', ...expected, citation: { file: 'log-1.csv', at: 'row 2' } });
    expect(await log.find('b')).toEqual({ id: 'b', ...expected, citation: { file: 'log-2.ndjson', at: 'row 2' } });
    expect(await log.find('c')).toEqual({ id: 'c', ...expected, citation: { file: 'log-3.parquet', at: 'row 2' } });
    expect((await folder.filesRead()).map(({ path }) => path)).toEqual(['log-1.csv', 'log-2.ndjson', 'log-3.parquet']);
  });

  it.each(["o'brien", 'a"b', "x'; DROP TABLE log; --", 'ü/%_*', '007', '  padded '])('may be called %j', async (id) => {
    const { log } = await temporaryLog({ files: { 'log.csv': HEADER + row('other') + row(id) } });
    expect((await log.find(id)).id).toBe(id);
  });

  it('holds the inputs of its own model version only', async () => {
    const [v1] = minimalCase.models;
    if (v1 === undefined) throw new Error('the minimal case has a model');
    const { log } = await temporaryLog({
      files: {
        'log.csv': HEADER + row('a') + row('b', '2025-01-01,v2,0.1,yes,,1,2') + row('c', '2025-01-01,v3,0.1,yes,,1,2'),
      },
      change: { models: [v1, { ...v1, version: 'v2', inputs: ['debt'] }] },
    });
    expect((await log.find('b')).inputs).toEqual({ debt: 2 });
    const fault = await faultOf(log.find('c'));
    expect(fault).toMatchObject({ code: 'input/model-undeclared', place: { file: 'case.yaml', at: 'models' } });
    expect(fault.message).toContain('"v3"');
  });

  it.each(['NaN', 'inf', '', 'high', '1e999'])('has a null score where the log says %j', async (score) => {
    const { log } = await temporaryLog({ files: { 'log.csv': HEADER + row('a', `2025-01-01,v1,${score},yes,,1,2`) } });
    expect((await log.find('a')).score).toBeNull();
  });

  it('keeps missing, textual and very large inputs apart', async () => {
    const { log } = await temporaryLog({
      files: {
        'log.csv': `${HEADER}${row('a', '2025-01-01,v1,0.1,yes,,NaN,A12')}${row('b', '2025-01-01,v1,0.1,yes,,9007199254740993,-1e-3')}`,
      },
      parquet: {
        'log.parquet': `SELECT 'c' AS id, DATE '2025-01-01' AS at, 'v1' AS model, 'NaN'::DOUBLE AS score, 'yes' AS decision, NULL::VARCHAR AS outcome, 'NaN'::DOUBLE AS income, 'inf'::DOUBLE AS debt`,
      },
    });
    expect((await log.find('a')).inputs).toEqual({ income: null, debt: 'A12' });
    expect((await log.find('b')).inputs).toEqual({ income: '9007199254740993', debt: -0.001 });
    expect(await log.find('c')).toMatchObject({ score: null, inputs: { income: null, debt: 'Infinity' } });
  });
});

describe('a prediction that is not there once', () => {
  it('is refused as ambiguous, naming every place', async () => {
    const { log } = await temporaryLog({
      files: { 'log-1.csv': HEADER + row('a'), 'log-2.csv': HEADER + row('a', '2025-02-01,v1,0.9,no,,3,4') },
    });
    const fault = await faultOf(log.find('a'));
    expect(fault).toMatchObject({ code: 'evidence/prediction-ambiguous', exitCode: 4 });
    expect(fault.message).toBe(
      'prediction a is recorded 2 times: log-1.csv at 2025-01-01T00:00:00.000Z, log-2.csv at 2025-02-01T00:00:00.000Z',
    );
  });

  it('is single again as of a time before it was repeated, in the same file too', async () => {
    const { log } = await temporaryLog({
      files: { 'log.csv': HEADER + row('a', '2025-02-01,v1,0.9,no,,3,4') + row('a') },
    });
    const found = await log.find('a', '2025-01-31');
    expect(found).toMatchObject({ score: 0.25, inputs: { income: 1 }, citation: { at: 'row 2' } });
    expect((await faultOf(log.find('a', '2024-12-31T23:00:00Z'))).code).toBe('evidence/as-of-too-early');
    expect((await faultOf(log.find('a', 'soon'))).code).toBe('usage/time-invalid');
  });

  it('is unknown, and up to three near ids are suggested', async () => {
    const ids = ['BM-0001', 'BM-0002', 'BM-0003', 'BM-0004', 'ZZ-9999'];
    const { log } = await temporaryLog({ files: { 'log.csv': HEADER + ids.map((id) => row(id)).join('') } });
    const fault = await faultOf(log.find('bm-0004x'));
    expect(fault.code).toBe('evidence/prediction-unknown');
    expect(fault.hint).toBe('Did you mean BM-0004 or BM-0001 or BM-0002?');
    for (const id of ['', 'completely different', 'x'.repeat(100_000), "' OR 1=1 --"]) {
      expect((await faultOf(log.find(id))).hint).toBe('List the ids with dossier ids.');
    }
  });

  it('is refused without a time', async () => {
    const { log } = await temporaryLog({ files: { 'log.csv': HEADER + row('a', 'soon,v1,0.1,yes,,1,2') } });
    expect((await faultOf(log.find('a'))).code).toBe('evidence/prediction-undated');
  });
});
