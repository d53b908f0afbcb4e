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

const ARN = 'arn:aws:sagemaker:eu-central-1:111122223333';
const JOBS: Record<string, string> = {
  score: 'transform-job',
  train: 'training-job',
  training_features: 'processing-job',
};
const shortJob = (run: Run): string => (run.job['name'] as string).replace(/^.*\./, '');

/** The id of a run in SageMaker: the ARN of a job that runs once. */
export const sageMakerRun = (id: string, kind = 'transform-job'): string => `${ARN}:${kind}/${id}`;

/**
 * Describe answers of SageMaker, a model package for each model, tables of the Glue catalogue, and Glue jobs with their
 * runs for what is no job of SageMaker. Nothing has a version but models, and Glue runs name no data.
 */
export function toldByAws(lines: readonly string[] = eventLines()): Json[] {
  const uri = ({ namespace, name }: Json): string => `${namespace}/${name}`.replace(/^file:/, 's3:');
  const source = (dataset: Json | undefined): Json => ({ S3DataSource: { S3Uri: uri(dataset ?? {}) } });
  const answers: Json[] = [];
  let packages = 0;
  for (const run of runs(lines).filter(({ inputs }) => inputs.length > 0)) {
    const kind = JOBS[shortJob(run)] ?? (/features$/.test(shortJob(run)) ? 'processing-job' : 'glue');
    const data = run.inputs.filter((input) => !isModel(input));
    const model = [...run.inputs, ...run.outputs].find(isModel);
    const name = model === undefined ? '' : (digestOf(model)?.slice(7, 19) ?? 'model');
    const code = run.job['facets']?.sourceCodeLocation;
    if (kind === 'glue') {
      const read = data.map((input) => ({ S3CsvSource: { Paths: [uri(input)] } }));
      const written = run.outputs.map((output) => ({ S3DirectTarget: { Path: uri(output) } }));
      const nodes = Object.fromEntries([...read, ...written].map((node, index) => [`n${index}`, node]));
      const control = { Repository: code?.repoUrl, Branch: code?.branch, LastCommitId: code?.version };
      const LastModifiedOn = run.endedAt;
      answers.push({
        Jobs: [
          { Name: shortJob(run), LastModifiedOn, SourceControlDetails: control, CodeGenConfigurationNodes: nodes },
        ],
      });
      const state = run.state === 'COMPLETED' ? 'SUCCEEDED' : 'FAILED';
      const times = { StartedOn: run.startedAt, CompletedOn: run.endedAt };
      answers.push({ JobRuns: [{ Id: run.id, JobName: shortJob(run), JobRunState: state, ...times }] });
    }
    const status = run.state === 'COMPLETED' ? 'Completed' : 'Failed';
    const of = (prefix: string): Json => ({
      [`${prefix}JobName`]: run.id,
      [`${prefix}JobArn`]: sageMakerRun(run.id, kind),
      [`${prefix}JobStatus`]: status,
      [`${prefix}StartTime`]: run.startedAt,
      [`${prefix}EndTime`]: run.endedAt,
      CreationTime: run.startedAt,
    });
    if (kind === 'processing-job') {
      const ProcessingInputs = data.map((input) => ({ S3Input: { S3Uri: uri(input) } }));
      const Outputs = run.outputs.map((output) => ({ S3Output: { S3Uri: uri(output) } }));
      answers.push({ ...of('Processing'), ProcessingInputs, ProcessingOutputConfig: { Outputs } });
    }
    if (kind === 'training-job' && model !== undefined) {
      const InputDataConfig = data.map((input) => ({ DataSource: source(input) }));
      answers.push({ ...of('Training'), InputDataConfig, ModelArtifacts: { S3ModelArtifacts: uri(model) } });
      const container = { ModelDataUrl: uri(model), ModelDataDigest: digestOf(model) };
      packages += 1;
      answers.push({
        ModelPackageGroupName: 'denial',
        ModelPackageVersion: packages,
        ModelPackageArn: `${ARN}:model-package/denial/${packages}`,
        InferenceSpecification: { Containers: [container] },
        MetadataProperties: {
          CommitId: code?.version,
          Repository: code?.repoUrl,
          GeneratedBy: sageMakerRun(run.id, kind),
        },
        CreationTime: run.endedAt,
      });
      const PrimaryContainer = { ModelDataUrl: uri(model) };
      answers.push({ ModelName: name, ModelArn: `${ARN}:model/${name}`, PrimaryContainer, CreationTime: run.endedAt });
    }
    if (kind === 'transform-job') {
      const TransformInput = { DataSource: source(data[0]) };
      answers.push({
        ...of('Transform'),
        ModelName: name,
        TransformInput,
        TransformOutput: { S3OutputPath: uri(run.outputs[0] ?? {}) },
      });
    }
    for (const dataset of [...data, ...run.outputs].filter(
      (each) => each['facets']?.schema !== undefined && !isModel(each),
    )) {
      const Columns = (dataset['facets'].schema.fields as Json[]).map(({ name: column }) => ({ Name: column }));
      const Owner = dataset['facets'].ownership?.owners?.[0]?.name;
      const StorageDescriptor = { Columns, Location: uri(dataset) };
      const Name = (dataset['name'] as string).replace(/\W/g, '_');
      answers.push({ TableList: [{ Name, DatabaseName: 'lake', Owner, StorageDescriptor, UpdateTime: run.endedAt }] });
    }
  }
  return answers;
}
