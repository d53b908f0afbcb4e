import { isJsonObject, member, objectAt, textAt } from '../../data/json-value.ts';
import type { IssueLog } from '../issue-log.ts';
import { type JsonExportRecord, recordsAt, within } from '../json-export.ts';

/** The records of all documents by what they describe. */
export interface MlflowEntities {
  runs: JsonExportRecord[];
  experiments: JsonExportRecord[];
  registeredModels: JsonExportRecord[];
  modelVersions: JsonExportRecord[];
  loggedModels: JsonExportRecord[];
}

/** Where the entities lie in answers of the REST API and in files of mlflow-export-import. */
const PLACES: Readonly<Record<string, keyof MlflowEntities>> = {
  runs: 'runs',
  run: 'runs',
  experiments: 'experiments',
  experiment: 'experiments',
  registered_models: 'registeredModels',
  registered_models_databricks: 'registeredModels',
  registered_model: 'registeredModels',
  registered_model_databricks: 'registeredModels',
  model_versions: 'modelVersions',
  model_version: 'modelVersions',
  models: 'loggedModels',
  model: 'loggedModels',
};

/** Sorts records by kind; what is of no known kind, what an export left out and pages that lack are reported. */
export function mlflowEntities(records: readonly JsonExportRecord[], log: IssueLog): MlflowEntities {
  const entities: MlflowEntities = {
    runs: [],
    experiments: [],
    registeredModels: [],
    modelVersions: [],
    loggedModels: [],
  };
  for (const record of records) {
    reportLeftOut(record, log);
    if (!sortInto(entities, bodyOf(record), log)) {
      const { file, at } = record.place;
      log.report('lineage/document-unread', `the record at ${at} of ${file} describes nothing known of MLflow`, {
        file,
        at,
      });
    }
  }
  for (const model of entities.registeredModels) {
    for (const name of ['versions', 'latest_versions']) {
      for (const version of recordsAt(model, name, log)) entities.modelVersions.push(version);
    }
  }
  return entities;
}

/** mlflow-export-import wraps what it exports. */
function bodyOf(record: JsonExportRecord): JsonExportRecord {
  const value = objectAt(record.value, 'mlflow');
  return value === null ? record : { value, place: within(record.place, 'mlflow') };
}

function sortInto(entities: MlflowEntities, body: JsonExportRecord, log: IssueLog): boolean {
  const bare = bareKind(body);
  if (bare !== null) return entities[bare].push(body) > 0;
  const isExperiment = objectAt(body.value, 'experiment') !== null;
  const found = Object.entries(PLACES).flatMap(([name, kind]) => {
    const value = member(body.value, name);
    // An exported experiment lists the ids of its runs, which lie in files of their own.
    if (value === undefined || (isExperiment && name === 'runs')) return [];
    if (isJsonObject(value)) entities[kind].push({ value, place: within(body.place, name) });
    for (const item of recordsAt(body, name, log)) entities[kind].push(item);
    return [kind];
  });
  return found.length > 0;
}

function bareKind({ value }: JsonExportRecord): keyof MlflowEntities | null {
  const info = objectAt(value, 'info');
  if ((textAt(info, 'run_id') ?? textAt(info, 'run_uuid')) !== null) return 'runs';
  if (textAt(info, 'model_id') !== null) return 'loggedModels';
  if (textAt(value, 'name') === null) return null;
  if (textAt(value, 'version') !== null) return 'modelVersions';
  if (Array.isArray(member(value, 'latest_versions'))) return 'registeredModels';
  return textAt(value, 'experiment_id') === null ? null : 'experiments';
}

function reportLeftOut(record: JsonExportRecord, log: IssueLog): void {
  const { file } = record.place;
  if (textAt(record.value, 'next_page_token') !== null) {
    const message = `${file} holds one page of an answer, and the following pages are not known to be there`;
    log.report('lineage/document-unread', message, record.place);
  }
  const info = objectAt(record.value, 'info');
  if (info === null) return;
  for (const { value, place } of recordsAt(
    { value: info, place: within(record.place, 'info') },
    'failed_versions',
    log,
  )) {
    const named = `version ${textAt(value, 'version') ?? 'unknown'} of ${textAt(value, 'model') ?? 'a model'}`;
    const why = textAt(value, 'message') ?? 'no reason given';
    log.report('lineage/document-unread', `the export of ${file} left out ${named}: ${why}`, place);
  }
}
