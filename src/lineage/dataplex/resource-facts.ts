import type { DatasetName } from '../../core/evidence.ts';
import { objectAt, textAt } from '../../data/json-value.ts';
import { canonicalRunId } from '../../data/run-id.ts';
import { type Fact, type RunState, UNDATED } from '../fact.ts';
import { instantAt } from '../instant-at.ts';
import type { IssueLog } from '../issue-log.ts';
import { type JsonExportRecord, recordsAt } from '../json-export.ts';
import { codeLocation } from '../openlineage/code-location.ts';
import { protoName } from '../proto-field.ts';
import { datasetOfFqn } from './fully-qualified-name.ts';
import { type Flow, flowOf, processOf, runOf } from './resources.ts';

const STATES: ReadonlyMap<string, RunState> = new Map([
  ['STARTED', 'RUNNING'],
  ['COMPLETED', 'COMPLETE'],
  ['FAILED', 'FAIL'],
  ['ABORTED', 'ABORT'],
  // The numbers of the enumeration Run.State.
  ['1', 'RUNNING'],
  ['2', 'COMPLETE'],
  ['3', 'FAIL'],
  ['4', 'ABORT'],
]);
const CLOSING = new Set<RunState>(['COMPLETE', 'FAIL', 'ABORT']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What events and runs look up. */
export interface ResourceContext {
  /** Processes by name. */
  processes: ReadonlyMap<string, JsonExportRecord>;
  /** Ids of the runs by their resource names. */
  runs: ReadonlyMap<string, string>;
  log: IssueLog;
}

/** The id by which others know the run: an OpenLineage run id where the API took it from there, else its name. */
export function runIdOf({ value }: JsonExportRecord): string | null {
  const path = runOf(textAt(value, 'name'));
  const shown = textAt(value, protoName(value, 'displayName'));
  return path === null || shown === null || !UUID.test(shown) ? path : canonicalRunId(shown);
}

/** What a run states: its states, engine, parent and the code of its process. */
export function runFacts(record: JsonExportRecord, context: ResourceContext): Fact[] {
  const { value, place } = record;
  const [run, path] = [runIdOf(record), runOf(textAt(value, 'name'))];
  if (run === null || path === null) return [];
  const job = jobOf(path, context);
  const [startedAt, endedAt] = [timeOf(value, 'startTime'), timeOf(value, 'endTime')];
  const state = STATES.get((textAt(value, 'state') ?? '').toUpperCase()) ?? null;
  const stated = { kind: 'run-state' as const, run, job, grade: 'recorded' as const, citation: place };
  const isClosed = state !== null && CLOSING.has(state) && endedAt !== null;
  if (startedAt === null) context.log.report('lineage/time-missing', `${words(record)} has no startTime`, place);
  if (state === null)
    context.log.report('lineage/event-malformed', `${words(record)} has no state that is known`, place);
  const last = endedAt ?? startedAt ?? UNDATED;
  return [
    ...(startedAt === null ? [] : [{ ...stated, at: startedAt, state: 'START' as const }]),
    { ...stated, at: last, state: state !== null && (isClosed || !CLOSING.has(state)) ? state : 'OTHER' },
    ...attributeFacts(record, { run, job, at: last }),
    ...codeFacts(path, { run, job, at: last }, context),
  ];
}

interface OfRun {
  run: string;
  job: DatasetName;
  at: string;
}

/** The API keeps facets of OpenLineage runs and jobs as attributes. */
function attributeFacts({ value, place }: JsonExportRecord, { run, at }: OfRun): Fact[] {
  const stated = { at, grade: 'recorded' as const, citation: place, run };
  const attributes = objectAt(value, 'attributes');
  const engine = objectAt(attributes, 'processing_engine');
  const named = [textAt(engine, 'name'), textAt(engine, 'version')].filter((word) => word !== null).join(' ');
  const parent = textAt(objectAt(objectAt(attributes, 'parent'), 'run'), 'runId');
  return [
    ...(named === '' ? [] : [{ ...stated, kind: 'run-engine' as const, engine: named }]),
    ...(parent === null ? [] : [{ ...stated, kind: 'run-parent' as const, parent: canonicalRunId(parent) }]),
  ];
}

function codeFacts(path: string, { run, job, at }: OfRun, { processes }: ResourceContext): Fact[] {
  const definition = processes.get(processOf(path) ?? '');
  const location = codeLocation(objectAt(definition?.value, 'attributes'));
  if (definition === undefined || location === null) return [];
  return [{ at, grade: 'recorded', citation: definition.place, kind: 'job-code', run, job, ...location }];
}

function jobOf(path: string, { processes }: ResourceContext): DatasetName {
  const name = processOf(path) ?? path;
  const definition = processes.get(name)?.value;
  const [, namespace = '', id = ''] = /^(.*)\/processes\/(.+)$/.exec(name) ?? [];
  return { namespace, name: textAt(definition, protoName(definition, 'displayName')) ?? id };
}

/** What an event states: data sets that its run read and wrote. */
export function eventFacts(record: JsonExportRecord, context: ResourceContext): Fact[] {
  const { value, place } = record;
  const path = runOf(textAt(value, 'name'));
  const at = timeOf(value, 'startTime');
  if (at === null) context.log.report('lineage/time-missing', `${words(record)} has no startTime`, place);
  if (path === null) context.log.report('lineage/event-malformed', `${words(record)} does not name its run`, place);
  const known = path === null ? undefined : context.runs.get(path);
  if (path !== null && known === undefined) {
    context.log.report('lineage/reference-dangling', `${words(record)} names run ${path}, which is not there`, place);
  }
  const run = known ?? path;
  const flows = flowsOf(record, context.log);
  const stated = { at: at ?? UNDATED, grade: 'recorded' as const };
  const links = flows.flatMap(({ flow, place: citation }) => linkFacts({ ...stated, citation }, flow, run));
  // The event alone shows that the run was there, but not how it ended.
  if (run === null || path === null || known !== undefined) return links;
  return [{ ...stated, citation: place, kind: 'run-state', run, job: jobOf(path, context), state: 'OTHER' }, ...links];
}

function flowsOf(record: JsonExportRecord, log: IssueLog): { flow: Flow; place: JsonExportRecord['place'] }[] {
  return recordsAt(record, 'links', log).flatMap((link) => namedFlow(link, log));
}

function namedFlow({ value, place }: JsonExportRecord, log: IssueLog) {
  const flow = flowOf(value);
  if (flow !== null) return [{ flow, place }];
  log.report('lineage/event-malformed', `the link at ${place.at} of ${place.file} lacks a fully qualified name`, place);
  return [];
}

/** What a link found by a search states: that data flowed, but not in which run. */
export function searchedFacts(record: JsonExportRecord, log: IssueLog): Fact[] {
  const at = timeOf(record.value, 'startTime');
  if (at === null) log.report('lineage/time-missing', `${words(record)} has no startTime`, record.place);
  return namedFlow(record, log).flatMap(({ flow, place: citation }) =>
    linkFacts({ at: at ?? UNDATED, grade: 'recorded', citation }, flow, null),
  );
}

type Stated = Pick<Fact, 'at' | 'grade' | 'citation'>;

function linkFacts(stated: Stated, { source, target, transformation }: Flow, run: string | null): Fact[] {
  const ends = [source, target].map(({ fqn }) => ({ ...stated, dataset: datasetOfFqn(fqn), version: null, run }));
  const [from, to] = ends;
  if (from === undefined || to === undefined) return [];
  const flow: Fact[] =
    run === null
      ? [{ ...to, kind: 'dataset-derivation', source: from.dataset, sourceVersion: null }]
      : [
          { ...from, run, kind: 'run-dataset', direction: 'input', state: 'OTHER' },
          { ...to, run, kind: 'run-dataset', direction: 'output', state: 'OTHER' },
        ];
  if (source.column === null) return flow;
  return [
    ...flow,
    {
      ...to,
      kind: 'column-derivation',
      column: target.column,
      source: from.dataset,
      sourceColumn: source.column,
      transformation,
      masked: false,
    },
  ];
}

function timeOf(value: unknown, name: string): string | null {
  return instantAt(value, protoName(value, name));
}

function words({ place }: JsonExportRecord): string {
  return `the record at ${place.at} of ${place.file}`;
}
