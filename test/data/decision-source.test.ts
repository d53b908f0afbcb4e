import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCaseFolder } from '../../src/data/case-folder.ts';
import { openDecisionSource } from '../../src/data/decision-source.ts';
import { faultOf, HEADER, minimalCase, temporaryFolder, temporaryLog, temporaryTables } from './temporary-folder.ts';

describe('the columns of a decision log', () => {
  it('are all reported when missing, with names that are near', async () => {
    const fault = await faultOf(
      temporaryLog({
        files: {
          'log-1.csv': 'id,decided,model,Score,decision,outcome,incom\n',
          'log-2.csv': HEADER.replace('debt', 'x').replace('income', 'y'),
          'protected.csv': 'id,rase\n',
        },
      }),
    );
    expect(fault).toMatchObject({ code: 'input/column-missing', place: { file: 'log-1.csv' }, exitCode: 3 });
    expect(fault.message.split('\n')).toEqual([
      'log-1.csv has no column "at"',
      'log-1.csv has no column "score"; did you mean "Score"?',
      'no file of the decision log has a column "income"; did you mean "incom"?',
      'no file of the decision log has a column "debt"',
      'protected.csv has no column "race"; did you mean "rase"?',
    ]);
  });

  it('may come later than the log: an input of a newer model is not in every file', async () => {
    const { log } = await temporaryLog({
      files: {
        'log-1.csv': 'id,at,model,score,decision,income\na,2025-01-01,v1,0.1,yes,3\n',
        'log-2.csv': `${HEADER}b,2025-01-02,v1,0.1,yes,yes,3,4\n`,
      },
    });
    expect((await log.find('a')).inputs).toEqual({ income: 3, debt: null });
    expect((await log.find('b')).inputs).toEqual({ income: 3, debt: 4 });
  });

  it('must hold a time where a time is wanted', async () => {
    const parquet = {
      'log.parquet': `SELECT 'a' AS id, 1735689600 AS at, 'v1' AS model, 0.1 AS score, 'yes' AS decision, '' AS outcome, 1 AS income, 2 AS debt`,
    };
    const fault = await faultOf(temporaryLog({ parquet }));
    expect(fault.code).toBe('input/column-not-a-time');
    expect(fault.message).toContain('"at" as INTEGER');
  });
});

describe('a decision log in a folder', () => {
  const files = {
    'log/month=2025-02/part-0.csv': 'id,at,score,decision,outcome,income,debt\nb,2025-02-01,0.2,no,,1,2\n',
    'log/month=2025-01/model=v1%20a/part-0.csv':
      'id,at,score,decision,outcome,income,debt\na,2025-01-01,0.1,yes,,1,2\n',
    'log/readme.txt': 'not a table',
    'log/month=2025-03/model=v9/part-0.csv': `${HEADER}c,2025-03-01,v1,0.3,no,,1,2\n`,
  };
  const change = {
    decisionLog: { ...minimalCase.decisionLog, files: ['log'] },
    audit: { strata: [{ name: 'month', label: 'Month', column: 'month' }] },
  };

  it('is one log of all tables below it, and the names of folders are columns', async () => {
    const { log } = await temporaryLog({
      files: { ...files, 'log/month=2025-02/part-0.csv': `${HEADER}b,2025-02-01,v1,0.2,no,,1,2\n` },
      change,
    });
    const { cells, rowsRead } = await log.contingency();
    expect(rowsRead).toBe(3);
    expect(cells.map(({ strata, favourable }) => [strata, favourable])).toEqual([
      [['2025-01'], true],
      [['2025-02'], false],
      [['2025-03'], false],
    ]);
    expect((await log.contingency(undefined, { modelVersion: 'v1 a' })).rowsRead).toBe(1);
    expect((await log.contingency(undefined, { modelVersion: 'v1' })).rowsRead).toBe(2);
    expect((await log.find('c')).citation.file).toBe('log/month=2025-03/model=v9/part-0.csv');
  });

  it('names the part that lacks a column, and a folder without tables', async () => {
    const fault = await faultOf(temporaryLog({ files, change }));
    expect(fault.message).toBe('log/month=2025-02/part-0.csv has no column "model"');
    const empty = { 'log/readme.txt': 'not a table' };
    expect((await faultOf(temporaryLog({ files: empty, change }))).code).toBe('input/folder-without-tables');
  });
});

describe('a decision log', () => {
  it('is not read from a pipe', async () => {
    const root = await temporaryFolder();
    execFileSync('mkfifo', [join(root, 'log.csv')]);
    const declaration = { ...minimalCase, decisionLog: { ...minimalCase.decisionLog, files: ['log.csv'] } };
    const opening = openDecisionSource(await temporaryTables(), await openCaseFolder(root), declaration);
    expect((await faultOf(opening)).code).toBe('input/not-a-file');
  });

  it('is not read from outside the case', async () => {
    const declaration = { ...minimalCase, decisionLog: { ...minimalCase.decisionLog, files: ['../../etc/passwd'] } };
    const opening = openDecisionSource(
      await temporaryTables(),
      await openCaseFolder(await temporaryFolder()),
      declaration,
    );
    expect((await faultOf(opening)).code).toBe('input/path-outside-case');
  });

  it('is refused when a Parquet file was cut', async () => {
    const fault = await faultOf(temporaryLog({ files: { 'log.parquet': 'PAR1' } }));
    expect(fault).toMatchObject({ code: 'input/table-unreadable', place: { file: 'log.parquet' } });
  });
});
