import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { onTestFinished } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { DossierError } from '../../src/core/error.ts';
import { type CaseFolder, openCaseFolder } from '../../src/data/case-folder.ts';
import { type DecisionLog, openDecisionLog } from '../../src/data/decision-log.ts';
import { openTables, type Tables } from '../../src/data/duckdb.ts';

/** A folder with the given files, removed when the test ends. */
export async function temporaryFolder(files: Record<string, string | Uint8Array> = {}): Promise<string> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'dossier-data-')));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  return directory;
}

/** Writes tables as Parquet: path to query. */
export async function writeParquet(directory: string, tables: Record<string, string>): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const [path, query] of Object.entries(tables)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await connection.run(`COPY (${query}) TO '${join(directory, path)}' (FORMAT parquet)`);
  }
  connection.closeSync();
  instance.closeSync();
}

export async function temporaryTables(): Promise<Tables> {
  const tables = await openTables();
  onTestFinished(() => tables.close());
  return tables;
}

/** The error that work ends with; fails when it ends without one. */
export async function faultOf(work: Promise<unknown>): Promise<DossierError> {
  const result = await work.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
  if (result instanceof DossierError) return result;
  throw new Error('expected a DossierError', { cause: result });
}

export interface LogOptions {
  files?: Record<string, string | Uint8Array>;
  parquet?: Record<string, string>;
  change?: Partial<Case>;
}

export interface OpenedLog {
  directory: string;
  folder: CaseFolder;
  tables: Tables;
  log: DecisionLog;
}

/** A decision log over the given files; logs are `log*`, the protected file is `protected*`. */
export async function temporaryLog({ files = {}, parquet = {}, change = {} }: LogOptions): Promise<OpenedLog> {
  const directory = await temporaryFolder(files);
  await writeParquet(directory, parquet);
  const paths = [...Object.keys(files), ...Object.keys(parquet)];
  const [held] = paths.filter((path) => path.startsWith('protected'));
  const declaration: Case = {
    ...minimalCase,
    decisionLog: { ...minimalCase.decisionLog, files: paths.filter((path) => path.startsWith('log')) },
    ...(held === undefined ? {} : { protected: { ...protectedColumns, file: held } }),
    ...change,
  };
  const folder = await openCaseFolder(directory);
  const tables = await temporaryTables();
  return { directory, folder, tables, log: await openDecisionLog(tables, folder, declaration) };
}

const protectedColumns = {
  key: 'id',
  attributes: [{ name: 'race', column: 'race', label: 'Race', reference: 'white' }],
};

export const minimalCase: Case = {
  schema: 'dossier.case/1',
  system: { id: 'loans', title: 'Loans', purpose: 'Lends', owner: { name: 'Bank' } },
  lineage: { exports: ['lineage.ndjson'] },
  stores: [],
  code: [],
  decisionLog: {
    files: [],
    columns: {
      predictionId: 'id',
      decidedAt: 'at',
      modelVersion: 'model',
      score: 'score',
      decision: 'decision',
      outcome: 'outcome',
    },
  },
  decision: { favourable: 'yes', adverse: 'no' },
  models: [
    {
      version: 'v1',
      dataset: 'm',
      inputs: ['income', 'debt'],
      positiveClass: 1,
      cutoff: 0.5,
      adverseWhen: 'at-or-above',
    },
  ],
  audit: { strata: [] },
  explanation: { background: { population: 'applicants', rows: 200, band: 0.05 }, space: 'probability' },
  features: [],
};

export const HEADER = 'id,at,model,score,decision,outcome,income,debt\n';
