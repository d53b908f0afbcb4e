import { isJsonObject, type JsonObject, listAt, member, objectAt, textAt } from '../../data/json-value.ts';
import { nameAt } from '../openlineage/names.ts';

/** Marquez stores what OpenLineage events told it; each of its answers is such an event again, told in its own words. */
export type EventBody = JsonObject;

const STATES: Readonly<Record<string, string>> = {
  RUNNING: 'RUNNING',
  COMPLETED: 'COMPLETE',
  FAILED: 'FAIL',
  ABORTED: 'ABORT',
};

/** A run as its events: the start where one is known, and the state in which it was found. Empty without id or job. */
export function runEvents(run: JsonObject, ofJob: JsonObject | null): { time: unknown[]; body: EventBody }[] {
  const runId = textAt(run, 'id');
  const job = ofJob ?? jobOf(run);
  if (runId === null || job === null) return [];
  const facets = objectAt(run, 'facets') ?? {};
  const started = member(run, 'startedAt');
  const state = STATES[(textAt(run, 'state') ?? '').toUpperCase()] ?? 'OTHER';
  const found = {
    eventType: state,
    run: { runId, facets },
    job,
    inputs: versionsUsed(run, 'input'),
    outputs: versionsUsed(run, 'output'),
  };
  const isClosed = state !== 'RUNNING' && state !== 'OTHER';
  const time = isClosed ? [member(run, 'endedAt'), member(run, 'updatedAt')] : [member(run, 'updatedAt')];
  const start = { time: [started], body: { eventType: 'START', run: { runId }, job } };
  return [...(started == null ? [] : [start]), { time, body: found }];
}

function jobOf(run: JsonObject): JsonObject | null {
  const version = objectAt(run, 'jobVersion');
  const name = nameAt(version) ?? nameAt(objectAt(run, 'job')) ?? nameAt(run);
  return name === null ? null : { ...name };
}

/** `inputVersions` in older answers, `inputDatasetVersions` with facets in newer ones. */
function versionsUsed(run: JsonObject, direction: 'input' | 'output'): JsonObject[] {
  const newer = listAt(run, `${direction}DatasetVersions`);
  const items = newer.length > 0 ? newer : listAt(run, `${direction}Versions`);
  return items.filter(isJsonObject).map((item) => {
    const id = objectAt(item, 'datasetVersionId') ?? item;
    return { namespace: id['namespace'], name: id['name'], facets: withVersion(objectAt(item, 'facets'), id) };
  });
}

/** The version that the events named, else the one that Marquez counted. */
function withVersion(facets: JsonObject | null, id: JsonObject): JsonObject {
  const version = textAt(id, 'version');
  const isNamed = objectAt(facets, 'version') ?? objectAt(facets, 'datasetVersion');
  return { ...(version === null || isNamed !== null ? {} : { version: { datasetVersion: version } }), ...facets };
}

export function jobEvent(job: JsonObject): EventBody {
  const location = textAt(job, 'location');
  const facets = objectAt(job, 'facets');
  return {
    job: {
      ...nameOf(job),
      facets: { ...(location === null ? {} : { sourceCodeLocation: { url: location } }), ...facets },
    },
    inputs: listAt(job, 'inputs'),
    outputs: listAt(job, 'outputs'),
  };
}

export function datasetEvent(dataset: JsonObject): EventBody {
  const tags = listAt(dataset, 'tags')
    .filter((tag) => typeof tag === 'string')
    .map((tag) => ({ key: tag, value: tag }));
  const lineage =
    objectAt(objectAt(dataset, 'facets'), 'columnLineage') ?? columnLineage(listAt(dataset, 'columnLineage'));
  const facets = {
    schema: { fields: listAt(dataset, 'fields') },
    tags: { tags },
    ...objectAt(dataset, 'facets'),
    columnLineage: lineage,
  };
  return { dataset: { ...nameOf(dataset), facets: withVersion(facets, dataset) } };
}

/** A node of the column graph, or an item of a data set's `columnLineage`, as an OpenLineage facet. */
export function columnLineage(columns: readonly unknown[]): JsonObject {
  const fields = columns.filter(isJsonObject).flatMap((column): [string, JsonObject][] => {
    const name = textAt(column, 'field') ?? textAt(column, 'name');
    if (name === null) return [];
    const inputFields = listAt(column, 'inputFields')
      .filter(isJsonObject)
      .map((input) => ({
        namespace: input['namespace'],
        name: input['dataset'] ?? input['name'],
        field: input['field'],
      }));
    return [[name, { inputFields, transformationType: column['transformationType'] }]];
  });
  return { fields: Object.fromEntries(fields) };
}

function nameOf(value: JsonObject): JsonObject {
  const name = nameAt(objectAt(value, 'id')) ?? nameAt(value);
  return name === null ? {} : { ...name };
}
