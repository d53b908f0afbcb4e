import type { DatasetName } from '../../core/evidence.ts';
import { textAt } from '../../data/json-value.ts';
import { canonicalRunId } from '../../data/run-id.ts';
import { sha256Of } from '../../data/sha256-of.ts';
import { type Fact, UNDATED } from '../fact.ts';
import type { IssueLog } from '../issue-log.ts';
import { codeLocation } from './code-location.ts';
import { datasetInput } from './dataset-input.ts';
import { digestsIn, firstOf } from './pairs.ts';
import type { MlflowRun } from './run.ts';

const CLOSING = new Set(['COMPLETE', 'FAIL', 'ABORT']);

/** What other records say that a run only points at. */
export interface RunContext {
  /** Names of the experiments, by id. */
  experiments: ReadonlyMap<string, string>;
  /** The artefact behind the id of a logged model, and its version. */
  artefact(id: string): { dataset: DatasetName; version: string | null };
  log: IssueLog;
}

/** What a run states of itself, its code and the data sets and models that it read. */
export function runFacts(run: MlflowRun, context: RunContext): Fact[] {
  const statement = { at: latest(run), grade: 'recorded' as const, citation: run.place };
  const job = jobOf(run, context.experiments);
  const code = codeLocation(run.tags);
  const parent = firstOf(run.tags, 'mlflow.parentRunId');
  const engine = engineOf(run);
  reportGaps(run, context.log);
  return [
    ...stateFacts(run, job),
    ...(parent === null
      ? []
      : [{ ...statement, kind: 'run-parent' as const, run: run.id, parent: canonicalRunId(parent) }]),
    ...(engine === null ? [] : [{ ...statement, kind: 'run-engine' as const, run: run.id, engine }]),
    ...(code === null ? [] : [{ ...statement, kind: 'job-code' as const, run: run.id, job, ...code }]),
    ...run.inputs.flatMap((input) => inputFacts(run, input, context.log)),
    ...run.modelsRead.flatMap((id) => modelFacts(run, context.artefact(id), 'input')),
    ...run.modelsWritten.flatMap((id) => modelFacts(run, context.artefact(id), 'output')),
  ];
}

/** What a run used is recorded while it runs and stands when it has ended. */
function latest({ endedAt, startedAt }: MlflowRun): string {
  return endedAt ?? startedAt ?? UNDATED;
}

function jobOf(run: MlflowRun, experiments: ReadonlyMap<string, string>): DatasetName {
  const { experiment, tags } = run;
  const known = experiment === null ? undefined : experiments.get(experiment);
  const name =
    known ?? firstOf(tags, 'mlflow.source.name') ?? (experiment === null ? run.id : `experiment ${experiment}`);
  return { namespace: 'mlflow', name };
}

function engineOf({ tags, history }: MlflowRun): string | null {
  const version = textAt(history[0], 'mlflow_version') ?? firstOf(tags, 'version.mlflow');
  return version === null ? null : `mlflow ${version}`;
}

function stateFacts(run: MlflowRun, job: DatasetName): Fact[] {
  const { id, state, startedAt, endedAt, place: citation } = run;
  const stated = { kind: 'run-state' as const, run: id, job, grade: 'recorded' as const, citation };
  const start: Fact[] = startedAt === null ? [] : [{ ...stated, at: startedAt, state: 'START' }];
  if (state !== null && CLOSING.has(state)) {
    // A run that is closed without a time has ended, but nobody knows when.
    return endedAt === null
      ? [...start, { ...stated, at: latest(run), state: 'OTHER' }]
      : [...start, { ...stated, at: endedAt, state }];
  }
  return [...start, { ...stated, at: latest(run), state: state ?? 'OTHER' }];
}

function reportGaps(run: MlflowRun, log: IssueLog): void {
  const { file, at } = run.place;
  const of = `run ${run.id} at ${at} of ${file}`;
  if (run.state === null) log.report('lineage/event-malformed', `${of} has no status that is known`, run.place);
  const isClosed = run.state !== null && CLOSING.has(run.state);
  if (run.startedAt === null || (isClosed && run.endedAt === null)) {
    const missing = run.startedAt === null ? 'no start time' : 'an end, but no time of it';
    log.report('lineage/time-missing', `${of} has ${missing}`, run.place);
  }
  if (run.tags.has('mlflow.log-model.history') && run.history.length === 0) {
    log.report('lineage/event-malformed', `${of} tells of its models in a tag that is no JSON list`, run.place);
  }
}

function inputFacts(run: MlflowRun, input: unknown, log: IssueLog): Fact[] {
  const read = datasetInput(input);
  if (read === null) {
    const { file, at } = run.place;
    log.report('lineage/event-malformed', `run ${run.id} at ${at} of ${file} lists an input without name and source`, {
      file,
      at,
    });
    return [];
  }
  const { dataset, version, columns, rows, tags } = read;
  const about = { at: latest(run), grade: 'recorded' as const, citation: run.place, dataset, version, run: run.id };
  const stated = sha256Of(version);
  const digests = new Set([...(stated === null ? [] : [stated]), ...digestsIn(tags)]);
  return [
    { ...about, kind: 'run-dataset', direction: 'input', state: run.state ?? 'OTHER' },
    ...[...digests].map((sha256) => ({ ...about, kind: 'dataset-digest' as const, sha256 })),
    ...(columns.length === 0 ? [] : [{ ...about, kind: 'dataset-schema' as const, columns }]),
    ...(rows === null ? [] : [{ ...about, kind: 'dataset-rows' as const, rows }]),
    ...[...tags].map(([key, value]) => ({ ...about, kind: 'dataset-tag' as const, key, value })),
  ];
}

function modelFacts(
  run: MlflowRun,
  { dataset, version }: { dataset: DatasetName; version: string | null },
  direction: 'input' | 'output',
): Fact[] {
  const about = { at: latest(run), grade: 'recorded' as const, citation: run.place, dataset, version, run: run.id };
  return [
    { ...about, kind: 'run-dataset', direction, state: run.state ?? 'OTHER' },
    { ...about, kind: 'dataset-type', type: 'MODEL' },
  ];
}
