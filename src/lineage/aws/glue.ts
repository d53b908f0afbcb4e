import type { DatasetName } from '../../core/evidence.ts';
import { isJsonObject, type JsonObject, objectAt, textAt } from '../../data/json-value.ts';
import { canonicalRunId } from '../../data/run-id.ts';
import type { RunState } from '../fact.ts';
import type { JsonExportRecord } from '../json-export.ts';
import { codeLocation } from '../openlineage/code-location.ts';
import type { Statement } from '../openlineage/statement.ts';
import { type Account, aboutAt, count, statementOf } from './account.ts';
import { datasetNamed, glueTable, inBucket, tableIn } from './names.ts';
import { textsAlong } from './texts-along.ts';

/** A table of the Data Catalog: its columns, its owner, and the place that it gives a name to. */
export function readTable(account: Account, record: JsonExportRecord): void {
  const { value } = record;
  const table = glueTable(textAt(value, 'CatalogId'), textAt(value, 'DatabaseName'), textAt(value, 'Name'));
  count(account, 'tables', record, 'Name');
  if (table === null) return;
  const about = aboutAt(statementOf(account, record), table);
  const storage = objectAt(value, 'StorageDescriptor');
  const columns = [...textsAlong(storage, 'Columns/*/Name'), ...textsAlong(value, 'PartitionKeys/*/Name')];
  const owner = textAt(value, 'Owner');
  const alias = datasetNamed(textAt(storage, 'Location'));
  account.facts.push({ ...about, kind: 'dataset-type', type: textAt(value, 'TableType') ?? 'TABLE' });
  if (columns.length > 0) account.facts.push({ ...about, kind: 'dataset-schema', columns });
  if (owner !== null) account.facts.push({ ...about, kind: 'dataset-owner', owner });
  if (alias !== null) account.facts.push({ ...about, kind: 'dataset-alias', alias });
}

const GLUE = 'aws-glue';

/** A job of Glue: its code, and the sources and targets of its visual graph. Scripts say nothing of what they read. */
export function readGlueJob(account: Account, record: JsonExportRecord): void {
  const { value } = record;
  const name = textAt(value, 'Name');
  count(account, 'glueJobs', record, 'Name');
  if (name === null) return;
  const job = { namespace: GLUE, name };
  const statement = statementOf(account, record);
  readScript(account, record, job, statement);
  for (const [dataset, direction] of graphUses(objectAt(value, 'CodeGenConfigurationNodes'))) {
    account.facts.push({ ...aboutAt(statement, dataset), kind: 'job-dataset', job, direction });
  }
}

/** Nodes of a visual job by id, each under the name of its kind: `S3CsvSource`, `CatalogTarget`. */
function graphUses(nodes: JsonObject | null): [DatasetName, 'input' | 'output'][] {
  const bodies = Object.values(nodes ?? {}).flatMap((node) => (isJsonObject(node) ? Object.entries(node) : []));
  return bodies.flatMap(([kind, body]) => {
    const direction = /Source$/.test(kind) ? 'input' : 'output';
    const isEnd = /(?:Source|Target)$/.test(kind);
    return isEnd ? placesOf(body).map((dataset): [DatasetName, typeof direction] => [dataset, direction]) : [];
  });
}

/** Source control where a job has it, with its last commit; else the script alone, which may change at any time. */
function readScript(account: Account, { value }: JsonExportRecord, job: DatasetName, statement: Statement): void {
  const control = objectAt(value, 'SourceControlDetails');
  const [owner, repository] = [textAt(control, 'Owner'), textAt(control, 'Repository')];
  const script = textAt(objectAt(value, 'Command'), 'ScriptLocation');
  const repoUrl = repository === null ? script : owner === null ? repository : `${owner}/${repository}`;
  const members = {
    repoUrl,
    version: control?.['LastCommitId'],
    branch: control?.['Branch'],
    path: control?.['Folder'],
  };
  const location = codeLocation({ sourceCodeLocation: members });
  if (location !== null) account.facts.push({ ...statement, kind: 'job-code', job, ...location });
}

function placesOf(body: unknown): DatasetName[] {
  const table = tableIn(body, { database: 'Database', table: 'Table', catalog: 'CatalogId' });
  const uris = [...textsAlong(body, 'Paths/*'), ...textsAlong(body, 'Path')];
  return [...(table === null ? [] : [table]), ...uris.flatMap((uri) => datasetNamed(uri) ?? [])];
}

/** A crawler reads places and writes tables into a database of the catalogue; which, only the tables tell. */
export function readCrawler(account: Account, record: JsonExportRecord): void {
  const { value } = record;
  const name = textAt(value, 'Name');
  count(account, 'crawlers', record, 'Name');
  if (name === null) return;
  const job = { namespace: GLUE, name: `crawler/${name}` };
  for (const dataset of textsAlong(value, 'Targets/S3Targets/*/Path').flatMap((uri) => datasetNamed(uri) ?? [])) {
    account.facts.push({
      ...aboutAt(statementOf(account, record), dataset),
      kind: 'job-dataset',
      job,
      direction: 'input',
    });
  }
}

const STATES: Readonly<Record<string, RunState>> = {
  SUCCEEDED: 'COMPLETE',
  FAILED: 'FAIL',
  ERROR: 'FAIL',
  TIMEOUT: 'FAIL',
  STOPPED: 'ABORT',
  STARTING: 'RUNNING',
  RUNNING: 'RUNNING',
  STOPPING: 'RUNNING',
  WAITING: 'RUNNING',
};

/** A run of a job of Glue or of DataBrew; those of DataBrew name what they read and wrote. */
export function readJobRun(account: Account, record: JsonExportRecord): void {
  const { value, place } = record;
  const isBrew = Object.hasOwn(value, 'RunId');
  const id = textAt(value, isBrew ? 'RunId' : 'Id');
  const name = textAt(value, 'JobName');
  if (id === null || name === null) {
    account.log.report('lineage/event-malformed', `the run at ${place.at} of ${place.file} names no job or id`, place);
    return;
  }
  count(account, 'jobRuns', record, isBrew ? 'RunId' : 'Id');
  const run = canonicalRunId(id);
  const job = { namespace: isBrew ? DATABREW : GLUE, name };
  const state = STATES[(textAt(value, isBrew ? 'State' : 'JobRunState') ?? '').toUpperCase()] ?? 'OTHER';
  const found = statementOf(account, record, value['CompletedOn'], value['LastModifiedOn'], value['StartedOn']);
  const started = statementOf(account, record, value['StartedOn']);
  if (value['StartedOn'] != null) account.facts.push({ ...started, kind: 'run-state', run, job, state: 'START' });
  account.facts.push({ ...found, kind: 'run-state', run, job, state });
  if (!isBrew) return;
  for (const [dataset, direction] of brewUses(record)) {
    account.facts.push({ ...aboutAt(found, dataset), run, kind: 'run-dataset', direction, state });
  }
}

const DATABREW = 'aws-databrew';

/** A data set of DataBrew is a name for a place or a table. */
export function readBrewDataset(account: Account, record: JsonExportRecord): void {
  const { value } = record;
  const name = textAt(value, 'Name');
  count(account, 'brewDatasets', record, 'Name');
  if (name === null) return;
  const input = objectAt(value, 'Input');
  const catalogue = objectAt(input, 'DataCatalogInputDefinition');
  const table = tableIn(catalogue, { database: 'DatabaseName', table: 'TableName', catalog: 'CatalogId' });
  const alias = inBucket(objectAt(input, 'S3InputDefinition')) ?? table;
  const about = aboutAt(statementOf(account, record), { namespace: DATABREW, name });
  if (alias !== null) account.facts.push({ ...about, kind: 'dataset-alias', alias });
}

export function readBrewJob(account: Account, record: JsonExportRecord): void {
  const name = textAt(record.value, 'Name');
  count(account, 'brewJobs', record, 'Name');
  if (name === null) return;
  const job = { namespace: DATABREW, name };
  for (const [dataset, direction] of brewUses(record)) {
    account.facts.push({ ...aboutAt(statementOf(account, record), dataset), kind: 'job-dataset', job, direction });
  }
}

function brewUses({ value }: JsonExportRecord): [DatasetName, 'input' | 'output'][] {
  const name = textAt(value, 'DatasetName');
  const items = ['Outputs', 'DataCatalogOutputs'].map((list) => (Array.isArray(value[list]) ? value[list] : []));
  const outputs = [
    ...(items[0] ?? []).map((output) => inBucket(objectAt(output, 'Location'))),
    ...(items[1] ?? []).map((output) =>
      tableIn(output, { database: 'DatabaseName', table: 'TableName', catalog: 'CatalogId' }),
    ),
  ];
  const written = outputs.flatMap((dataset): [DatasetName, 'output'][] =>
    dataset === null ? [] : [[dataset, 'output']],
  );
  return [...(name === null ? [] : [[{ namespace: DATABREW, name }, 'input'] as [DatasetName, 'input']]), ...written];
}
