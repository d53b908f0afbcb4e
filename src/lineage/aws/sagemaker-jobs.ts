import type { DatasetName } from '../../core/evidence.ts';
import { textAt } from '../../data/json-value.ts';
import { sha256Of } from '../../data/sha256-of.ts';
import type { RunState } from '../fact.ts';
import type { JsonExportRecord } from '../json-export.ts';
import { type Account, aboutAt, count, statementOf } from './account.ts';
import { besideArn, datasetNamed, nameOfArn } from './names.ts';
import { textsAlong } from './texts-along.ts';

/** Where an answer about a job says when it ran and what it read and wrote. */
interface JobKind {
  /** The name of its kind, to which Name, Arn and Status are added. */
  kind: string;
  start: string;
  end: string;
  /** Paths to URIs. */
  inputs: readonly string[];
  outputs: readonly string[];
  /** Paths to the URIs of models that it wrote. */
  models: readonly string[];
}

const S3 = 'DataSource/S3DataSource/S3Uri';

/** The kinds of jobs, each with the members of its describe answer; answers that list jobs have fewer of them. */
export const JOB_KINDS: readonly JobKind[] = [
  {
    kind: 'TrainingJob',
    start: 'TrainingStartTime',
    end: 'TrainingEndTime',
    inputs: [`InputDataConfig/*/${S3}`],
    outputs: [],
    models: ['ModelArtifacts/S3ModelArtifacts'],
  },
  {
    kind: 'ProcessingJob',
    start: 'ProcessingStartTime',
    end: 'ProcessingEndTime',
    inputs: ['ProcessingInputs/*/S3Input/S3Uri'],
    outputs: ['ProcessingOutputConfig/Outputs/*/S3Output/S3Uri'],
    models: [],
  },
  {
    kind: 'TransformJob',
    start: 'TransformStartTime',
    end: 'TransformEndTime',
    inputs: [`TransformInput/${S3}`],
    outputs: ['TransformOutput/S3OutputPath'],
    models: [],
  },
  {
    kind: 'AutoMLJob',
    start: 'CreationTime',
    end: 'EndTime',
    inputs: [`InputDataConfig/*/${S3}`, `AutoMLJobInputDataConfig/*/${S3}`],
    outputs: [],
    models: ['BestCandidate/InferenceContainers/*/ModelDataUrl'],
  },
  {
    kind: 'CompilationJob',
    start: 'CompilationStartTime',
    end: 'CompilationEndTime',
    inputs: ['InputConfig/S3Uri'],
    outputs: [],
    models: ['ModelArtifacts/S3ModelArtifacts'],
  },
  {
    kind: 'LabelingJob',
    start: 'CreationTime',
    end: 'LastModifiedTime',
    inputs: ['InputConfig/DataSource/S3DataSource/ManifestS3Uri'],
    outputs: ['LabelingJobOutput/OutputDatasetS3Uri'],
    models: [],
  },
  {
    kind: 'HyperParameterTuningJob',
    start: 'CreationTime',
    end: 'HyperParameterTuningEndTime',
    inputs: [`TrainingJobDefinition/InputDataConfig/*/${S3}`],
    outputs: [],
    models: [],
  },
];

const STATES = new Map<string, RunState>([
  ['completed', 'COMPLETE'],
  ['failed', 'FAIL'],
  ['stopped', 'ABORT'],
  ['inprogress', 'RUNNING'],
  ['starting', 'RUNNING'],
  ['stopping', 'RUNNING'],
]);

/** A job of SageMaker runs once: it is a run, and the only one of its job. Its id is its ARN. */
export function readJob(account: Account, record: JsonExportRecord, { kind, ...job }: JobKind): void {
  const { value, place } = record;
  const run = textAt(value, `${kind}Arn`);
  const name = nameOfArn(run);
  if (run === null || name === null) {
    account.log.report('lineage/event-malformed', `the ${kind} at ${place.at} of ${place.file} has no ARN`, place);
    return;
  }
  count(account, kind, record, `${kind}Arn`);
  const state = STATES.get((textAt(value, `${kind}Status`) ?? '').replace(/_/g, '').toLowerCase()) ?? 'OTHER';
  const isClosed = state !== 'RUNNING' && state !== 'OTHER';
  const found = statementOf(account, record, ...(isClosed ? [value[job.end]] : []));
  const started = statementOf(account, record, value[job.start], value['CreationTime']);
  if (value[job.start] != null) account.facts.push({ ...started, kind: 'run-state', run, job: name, state: 'START' });
  account.facts.push({ ...found, kind: 'run-state', run, job: name, state });
  const use = (dataset: DatasetName | null, direction: 'input' | 'output', type?: string): void => {
    if (dataset === null) return;
    const about = { ...aboutAt(found, dataset), run };
    account.facts.push({ ...about, kind: 'run-dataset', direction, state });
    if (type !== undefined) account.facts.push({ ...about, kind: 'dataset-type', type });
    const digest = type === undefined ? null : sha256Of(textsAlong(value, 'ModelDigests/ArtifactDigest')[0] ?? null);
    if (digest !== null) account.facts.push({ ...about, kind: 'dataset-digest', sha256: digest });
  };
  for (const uri of job.inputs.flatMap((path) => textsAlong(value, path))) use(datasetNamed(uri), 'input');
  for (const uri of job.outputs.flatMap((path) => textsAlong(value, path))) use(datasetNamed(uri), 'output');
  for (const uri of job.models.flatMap((path) => textsAlong(value, path))) use(datasetNamed(uri), 'output', 'MODEL');
  use(besideArn(run, 'model', textAt(value, 'ModelName')), 'input', 'MODEL');
  for (const group of textsAlong(value, 'ProcessingOutputConfig/Outputs/*/FeatureStoreOutput/FeatureGroupName')) {
    use(besideArn(run, 'feature-group', group), 'output');
  }
}
