import { type JsonObject, listAt, member, objectAt, textAt } from '../../data/json-value.ts';
import { canonicalRunId } from '../../data/run-id.ts';
import { sha256Of } from '../../data/sha256-of.ts';
import type { Fact } from '../fact.ts';
import type { IssueLog } from '../issue-log.ts';
import { type JsonExportRecord, recordsAt, within } from '../json-export.ts';
import { eventFacts } from '../openlineage/event-facts.ts';
import { nameAt } from '../openlineage/names.ts';
import type { RecordClock } from '../record-clock.ts';
import { columnLineage, datasetEvent, type EventBody, jobEvent, runEvents } from './as-event.ts';
import { fieldName, nodeName } from './node-id.ts';

export interface Reading {
  facts: Fact[];
  clock: RecordClock;
  log: IssueLog;
  /** By what was read: `events`, `nodes`, `jobs`, ... */
  seen: Map<string, number>;
  /** Runs of which the export holds events. */
  told: ReadonlySet<string>;
}

const NO_VERSIONS = { inputDatasetVersions: [], outputDatasetVersions: [], inputVersions: [], outputVersions: [] };

const LISTS = ['graph', 'events', 'jobs', 'runs', 'datasets', 'versions'];

/** The runs of which an answer holds events. */
export function runsToldOf({ value }: JsonExportRecord): string[] {
  const events = Object.hasOwn(value, 'eventTime') ? [value] : listAt(value, 'events');
  return events.flatMap((event) => canonicalRunId(textAt(objectAt(event, 'run'), 'runId') ?? ''));
}

/** A server counts all events and gives those of runs; pages may be missing too. */
export function reportMissingEvents(records: readonly JsonExportRecord[], log: IssueLog): void {
  const pages = records.filter(({ value }) => Array.isArray(member(value, 'events')));
  const counts = pages.map(({ value }) => member(value, 'totalCount')).filter((count) => typeof count === 'number');
  const [counted, held] = [
    Math.max(0, ...counts),
    pages.reduce((sum, { value }) => sum + listAt(value, 'events').length, 0),
  ];
  const [first] = pages;
  if (first === undefined || counted <= held) return;
  const message = `the server counts ${counted} events and gave ${held}: those about data sets or jobs alone it does not give`;
  log.report('lineage/document-unread', message, first.place);
}

/** Reads an answer of the API: a list under its name, or one object. */
export function readAnswer(reading: Reading, record: JsonExportRecord): void {
  const lists = LISTS.filter((name) => Array.isArray(member(record.value, name)));
  if (lists.length === 0) readOne(reading, record);
  for (const name of lists) for (const item of recordsAt(record, name, reading.log)) readOne(reading, item);
}

function readOne(reading: Reading, record: JsonExportRecord): void {
  const { value, place } = record;
  const has = (...names: string[]): boolean => names.some((name) => Object.hasOwn(value, name));
  if (has('eventTime')) readEvent(reading, value, place);
  else if (has('inEdges', 'outEdges')) readNode(reading, record);
  else if (has('physicalName', 'sourceName')) readDataset(reading, record);
  else if (has('state') && has('startedAt', 'nominalStartTime', 'createdAt')) readRun(reading, record, null);
  else if (has('inputs', 'outputs', 'latestRun')) readJob(reading, record);
  else {
    const message = `the record at ${place.at} of ${place.file} is no event, node, job, run or dataset of Marquez`;
    reading.log.report('lineage/event-malformed', message, place);
  }
}

function readEvent(reading: Reading, event: JsonObject, place: JsonExportRecord['place']): void {
  reading.clock.at(place, member(event, 'eventTime'));
  count(reading, 'events');
  take(reading, event, place);
}

/** Takes over what an event states; what is wrong with it is said of the record that it was made from. */
function take({ facts, log }: Reading, event: EventBody, place: JsonExportRecord['place']): void {
  const read = eventFacts(event, place);
  if ('fault' in read) {
    log.report('lineage/event-malformed', `the record at ${place.at} of ${place.file} ${read.fault}`, place);
    return;
  }
  for (const fact of read.facts) facts.push(fact);
  for (const flaw of read.flaws) {
    log.report('lineage/event-malformed', `the record at ${place.at} of ${place.file} ${flaw}`, place);
  }
}

function readDataset(reading: Reading, record: JsonExportRecord): void {
  const { value, place } = record;
  const isVersion = Object.hasOwn(value, 'createdByRun') || Object.hasOwn(value, 'version');
  count(reading, isVersion ? 'datasetVersions' : 'datasetRecords');
  const eventTime = reading.clock.at(place, member(value, isVersion ? 'createdAt' : 'updatedAt'), value['createdAt']);
  take(reading, { ...datasetEvent(value), eventTime }, place);
  takeDigest(reading, record, eventTime);
  const maker = objectAt(value, 'createdByRun');
  if (maker === null) return;
  const made = nameAt(objectAt(value, 'id')) ?? nameAt(value);
  const named = [...listAt(maker, 'outputVersions'), ...listAt(maker, 'outputDatasetVersions')];
  const isNamed = named.some((output) => nameAt(objectAt(output, 'datasetVersionId') ?? output)?.name === made?.name);
  const outputVersions = isNamed ? listAt(maker, 'outputVersions') : [...named, { ...made, version: value['version'] }];
  readRun(reading, { value: { ...maker, outputVersions }, place: within(place, 'createdByRun') }, null);
}

/** Runs name the version that Marquez counted, its facet the bytes that it was. */
function takeDigest({ facts }: Reading, { value, place }: JsonExportRecord, at: string): void {
  const dataset = nameAt(objectAt(value, 'id')) ?? nameAt(value);
  const facets = objectAt(value, 'facets');
  const sha256 = sha256Of(textAt(objectAt(facets, 'version') ?? objectAt(facets, 'datasetVersion'), 'datasetVersion'));
  const version = textAt(value, 'version');
  if (dataset === null || sha256 === null || version === null) return;
  const about = { at, grade: 'recorded' as const, citation: place, dataset, version, run: null };
  facts.push({ ...about, kind: 'dataset-digest', sha256 });
}

function readJob(reading: Reading, record: JsonExportRecord): void {
  const { value, place } = record;
  count(reading, 'jobRecords');
  const eventTime = reading.clock.at(place, value['updatedAt'], value['createdAt']);
  const event = { ...jobEvent(value), eventTime };
  take(reading, event, place);
  const job = objectAt(event, 'job');
  const latest = objectAt(value, 'latestRun');
  const runs = recordsAt(record, 'latestRuns', reading.log);
  if (latest !== null) runs.push({ value: latest, place: within(place, 'latestRun') });
  const current = textAt(value, 'currentVersion');
  for (const run of runs) {
    const version = textAt(objectAt(run.value, 'jobVersion'), 'version');
    const isAsNow = current === null ? run.value === latest : version === current;
    readRun(reading, run, isAsNow ? job : nameOnly(job));
  }
}

/** A job is shown as it is now: its code may be another than that of its earlier runs. */
function nameOnly(job: JsonObject | null): JsonObject | null {
  const name = nameAt(job);
  return name === null ? null : { ...name };
}

function readRun(reading: Reading, { value, place }: JsonExportRecord, job: JsonObject | null): void {
  count(reading, 'runRecords');
  const isTold = reading.told.has(canonicalRunId(textAt(value, 'id') ?? ''));
  // Marquez counts versions by ids of its own; where the events are there, they say which were read and written.
  const shown = isTold ? { ...value, ...NO_VERSIONS } : value;
  const events = runEvents(shown, nameAt(job) === null ? null : job);
  for (const { time, body } of events) take(reading, { ...body, eventTime: reading.clock.at(place, ...time) }, place);
  if (events.length > 0) return;
  const message = `the run at ${place.at} of ${place.file} names no job, so that nothing can be hung on it`;
  reading.log.report('lineage/event-malformed', message, place);
}

function readNode(reading: Reading, record: JsonExportRecord): void {
  const { value, place } = record;
  count(reading, 'nodes');
  const data = objectAt(value, 'data');
  const inside = { value: { ...data }, place: within(place, 'data') };
  const id = textAt(value, 'id') ?? '';
  if (fieldName(id) !== null) readField(reading, record, data);
  else if (data === null) reading.clock.at(place);
  else if (id.startsWith('job:')) readJob(reading, inside);
  else if (id.startsWith('run:')) readRun(reading, inside, null);
  else readDataset(reading, inside);
  for (const list of ['inEdges', 'outEdges']) {
    for (const edge of recordsAt(record, list, reading.log)) readEdge(reading, edge, data);
  }
}

/** A node of the column graph: its id says which column it is of, whatever its data says. */
function readField(reading: Reading, { value, place }: JsonExportRecord, data: JsonObject | null): void {
  const of = fieldName(textAt(value, 'id') ?? '');
  if (of === null) return;
  const { namespace, name, field } = of;
  if (data !== null && textAt(data, 'dataset') !== name) {
    const words = `is of ${name} by its id and of ${textAt(data, 'dataset') ?? 'no dataset'} by its data`;
    reading.log.report('lineage/event-malformed', `the column at ${place.at} of ${place.file} ${words}`, place);
  }
  const facets = { columnLineage: columnLineage([{ ...data, field }]) };
  const eventTime = reading.clock.at(place, member(data, 'updatedAt'));
  take(reading, { dataset: { namespace, name, facets }, eventTime }, place);
}

/** An edge between a job and a data set; edges between columns are told by the data of their nodes. */
function readEdge(reading: Reading, { value, place }: JsonExportRecord, data: JsonObject | null): void {
  const [origin, destination] = [textAt(value, 'origin') ?? '', textAt(value, 'destination') ?? ''];
  if (fieldName(origin) !== null || fieldName(destination) !== null) return;
  const [from, to] = [nodeName(origin), nodeName(destination)];
  const at = reading.clock.at(place, member(data, 'updatedAt'), member(data, 'createdAt'));
  if (from !== null && to !== null && from.kind !== to.kind) {
    const [job, dataset, direction] = to.kind === 'job' ? [to, from, 'input' as const] : [from, to, 'output' as const];
    const { namespace, name } = job;
    reading.facts.push({
      kind: 'job-dataset',
      at,
      grade: 'recorded',
      citation: place,
      run: null,
      job: { namespace, name },
      dataset: { namespace: dataset.namespace, name: dataset.name },
      version: dataset.version,
      direction,
    });
  } else {
    const message = `the edge at ${place.at} of ${place.file} does not join a job and a dataset`;
    reading.log.report('lineage/event-malformed', message, place);
  }
}

function count({ seen }: Reading, what: string): void {
  seen.set(what, (seen.get(what) ?? 0) + 1);
}
