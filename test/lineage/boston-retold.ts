import { readFileSync } from 'node:fs';

// The sample case's story as three catalogues hold it: what each was told is taken from the events, and what a catalogue
// has no place for is left out.

// biome-ignore lint/suspicious/noExplicitAny: events of any facets
type Json = Record<string, any>;

interface Run {
  id: string;
  job: Json;
  startedAt: string | null;
  endedAt: string | null;
  state: string;
  facets: Json;
  inputs: Json[];
  outputs: Json[];
}

export const EVENTS = 'sample-cases/boston-mortgage/lineage/events.ndjson';

/** The lines of the events. */
export function eventLines(): string[] {
  return readFileSync(EVENTS, 'utf8').trim().split('\n');
}

/** Runs with all that their events state; a line that is no JSON never reached the catalogue. */
function runs(lines: readonly string[]): Run[] {
  const events = lines.flatMap((line): Json[] => {
    try {
      return [JSON.parse(line) as Json];
    } catch {
      return [];
    }
  });
  const byId = new Map<string, Run>();
  for (const event of events.filter(({ run }) => run !== undefined)) {
    const { run, job, eventType, eventTime, inputs = [], outputs = [] } = event;
    const known: Run = byId.get(run['runId']) ?? {
      id: run['runId'],
      job,
      startedAt: null,
      endedAt: null,
      state: 'RUNNING',
      facets: {},
      inputs: [],
      outputs: [],
    };
    if (eventType === 'START') known.startedAt = eventTime;
    else [known.endedAt, known.state, known.inputs, known.outputs] = [eventTime, `${eventType}D`, inputs, outputs];
    known.facets = { ...known.facets, ...run['facets'] };
    byId.set(known.id, known);
  }
  return [...byId.values()].filter(({ endedAt }) => endedAt !== null);
}

const isModel = ({ name }: Json): boolean => /\.onnx$/.test(name);
const digestOf = ({ facets }: Json): string | null => facets?.version?.datasetVersion ?? null;

/** Runs of a job as `GET /namespaces/{namespace}/jobs/{job}/runs` gives them. */
export function toldByMarquez(lines: readonly string[] = eventLines()): Json[] {
  const uuid = '00000000-0000-4000-8000-000000000000';
  const uses = (datasets: Json[]): Json[] =>
    datasets.map(({ namespace, name, facets }) => ({ datasetVersionId: { namespace, name, version: uuid }, facets }));
  return runs(lines).map((run) => ({
    runs: [
      {
        id: run.id,
        createdAt: run.startedAt,
        updatedAt: run.endedAt,
        nominalStartTime: null,
        state:
          run.state === 'COMPLETED' ? 'COMPLETED' : run.state.replace('FAILD', 'FAILED').replace('ABORTD', 'ABORTED'),
        startedAt: run.startedAt,
        endedAt: run.endedAt,
        jobVersion: { namespace: run.job['namespace'], name: run.job['name'], version: uuid },
        inputDatasetVersions: uses(run.inputs),
        outputDatasetVersions: uses(run.outputs),
        facets: run.facets,
      },
    ],
    totalCount: 1,
  }));
}

const PLATFORM = 'urn:li:dataPlatform:file';
const urnOf = ({ name, ...dataset }: Json): string =>
  isModel({ name })
    ? `urn:li:mlModel:(${PLATFORM},${name}@${digestOf(dataset)?.slice(7, 15)},PROD)`
    : `urn:li:dataset:(${PLATFORM},${name},PROD)`;

/** Change proposals: data sets without versions, models as an entity for each version. */
export function toldByDataHub(lines: readonly string[] = eventLines()): Json[] {
  const proposals: Json[] = [];
  const say = (entityUrn: string, aspectName: string, json: Json, at: string): void => {
    const systemMetadata = { lastObserved: Date.parse(at) };
    const entityType = entityUrn.split(':')[2];
    proposals.push({ entityType, entityUrn, changeType: 'UPSERT', aspectName, aspect: { json }, systemMetadata });
  };
  for (const run of runs(lines)) {
    const [urn, at] = [`urn:li:dataProcessInstance:${run.id}`, run.endedAt ?? ''];
    const template = `urn:li:dataJob:(urn:li:dataFlow:(airflow,${run.job['namespace']},PROD),${run.job['name']})`;
    say(template, 'dataJobInfo', { name: run.job['name'] }, at);
    say(urn, 'dataProcessInstanceRelationships', { parentTemplate: template }, at);
    say(urn, 'dataProcessInstanceInput', { inputs: run.inputs.map(urnOf) }, at);
    say(urn, 'dataProcessInstanceOutput', { outputs: run.outputs.map(urnOf) }, at);
    say(
      urn,
      'dataProcessInstanceRunEvent',
      { timestampMillis: Date.parse(run.startedAt ?? at), status: 'STARTED' },
      at,
    );
    const result = { type: run.state === 'COMPLETED' ? 'SUCCESS' : 'FAILURE', nativeResultType: 'airflow' };
    say(urn, 'dataProcessInstanceRunEvent', { timestampMillis: Date.parse(at), status: 'COMPLETE', result }, at);
    for (const dataset of [...run.inputs, ...run.outputs]) {
      const uri = `${dataset['namespace']}/${dataset['name']}`;
      const digest = digestOf(dataset);
      if (isModel(dataset)) {
        const customProperties = digest === null ? {} : { sha256: digest };
        say(urnOf(dataset), 'mlModelProperties', { customProperties, uri, version: { versionTag: digest } }, at);
      } else say(urnOf(dataset), 'datasetProperties', { customProperties: {}, uri }, at);
      const owners = (dataset['facets']?.ownership?.owners ?? []) as Json[];
      const corp = owners.map(({ name }) => ({ owner: `urn:li:corpGroup:${name}`, type: 'DATAOWNER' }));
      if (owners.length > 0) say(urnOf(dataset), 'ownership', { owners: corp }, at);
      const fields = ((dataset['facets']?.schema?.fields ?? []) as Json[]).map(({ name }) => ({ fieldPath: name }));
      if (fields.length > 0) say(urnOf(dataset), 'schemaMetadata', { fields }, at);
    }
  }
  return proposals;
}

/** Entities: a process for each job with an execution for each run; neither versions nor digests. */
export function toldByAtlas(lines: readonly string[] = eventLines()): Json[] {
  const entity = (typeName: string, qualifiedName: string, attributes: Json, at: string): Json => ({
    typeName,
    guid: `${typeName}/${qualifiedName}`,
    attributes: { qualifiedName, name: qualifiedName, ...attributes },
    status: 'ACTIVE',
    updateTime: Date.parse(at),
  });
  const reference = (typeName: string, qualifiedName: string): Json => ({
    typeName,
    uniqueAttributes: { qualifiedName },
  });
  const path = (dataset: Json): string => `${dataset['namespace']}/${dataset['name']}`;
  const typeOf = (dataset: Json): string => (isModel(dataset) ? 'ml_model' : 'file_path');
  const entities = runs(lines).flatMap((run) => {
    const at = run.endedAt ?? '';
    const [inputs, outputs] = [run.inputs, run.outputs].map((all) =>
      all.map((each) => reference(typeOf(each), path(each))),
    );
    const job = `${run.job['namespace']}.${run.job['name']}.${run.id}`;
    const times = { startTime: Date.parse(run.startedAt ?? at), endTime: Date.parse(at) };
    return [
      ...[...run.inputs, ...run.outputs].map((dataset) =>
        entity(typeOf(dataset), path(dataset), { owner: 'team:x' }, at),
      ),
      { ...entity('etl_process', job, { inputs, outputs, ...times, status: run.state }, at), guid: run.id },
    ];
  });
  return [{ entities, referredEntities: {} }];
}
