import type { Citation } from '../../core/citation.ts';
import type { DatasetName } from '../../core/evidence.ts';
import { readInstant } from '../../core/instant.ts';
import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from '../../data/json-value.ts';
import { canonicalRunId } from '../../data/run-id.ts';
import type { Fact, RunState } from '../fact.ts';
import { codeLocation } from './code-location.ts';
import { entryFacts } from './column-facts.ts';
import { datasetFacts } from './dataset-facts.ts';
import { nameAt } from './names.ts';
import type { Statement } from './statement.ts';

const STATES = new Set<string>(['START', 'RUNNING', 'COMPLETE', 'FAIL', 'ABORT', 'OTHER']);

/** What one event states, or why it cannot be read. */
export type EventReading = { facts: Fact[]; zoned: boolean; flaws: string[] } | { fault: string };

/** Reads a run, job or dataset event of any version of the specification. */
export function eventFacts(event: unknown, citation: Citation): EventReading {
  if (!isJsonObject(event)) return { fault: 'is not an event' };
  const time = textAt(event, 'eventTime');
  const instant = readInstant(time ?? '');
  if (instant === null) return { fault: time === null ? 'has no eventTime' : 'has an eventTime that is no time' };
  const statement: Statement = { at: instant.at, grade: 'recorded', citation, run: null };
  const flaws: string[] = [];
  const facts = bodyFacts(event, statement, flaws);
  return facts === null
    ? { fault: 'names neither a run of a job, nor a job, nor a dataset' }
    : { facts, zoned: instant.zoned, flaws };
}

function bodyFacts(event: JsonObject, statement: Statement, flaws: string[]): Fact[] | null {
  const job = nameAt(objectAt(event, 'job'));
  const runId = runIdIn(event);
  if (runId !== null) return job === null ? null : runFacts(event, job, { ...statement, run: runId }, flaws);
  if (Object.hasOwn(event, 'run')) return null;
  if (job !== null) return jobFacts(event, job, statement, flaws);
  return datasetFacts(objectAt(event, 'dataset'), statement)?.facts ?? null;
}

function runFacts(event: JsonObject, job: DatasetName, statement: Statement, flaws: string[]): Fact[] {
  const run = statement.run ?? '';
  const facets = objectAt(objectAt(event, 'run'), 'facets');
  const state = stateOf(event);
  const parent = runIdIn(objectAt(facets, 'parent') ?? objectAt(facets, 'parentRun'));
  const engine = engineOf(objectAt(facets, 'processing_engine'));
  return [
    { ...statement, kind: 'run-state', run, job, state },
    ...(parent === null ? [] : [{ ...statement, kind: 'run-parent' as const, run, parent }]),
    ...(engine === null ? [] : [{ ...statement, kind: 'run-engine' as const, run, engine }]),
    ...codeFacts(event, job, statement),
    ...entryFacts(statement, lineageOf(event)),
    ...useFacts(event, flaws, statement, (about, direction) => ({
      ...about,
      kind: 'run-dataset',
      run,
      direction,
      state,
    })),
  ];
}

function runIdIn(value: unknown): string | null {
  const id = textAt(objectAt(value, 'run'), 'runId');
  return id === null ? null : canonicalRunId(id);
}

function stateOf(event: JsonObject): RunState {
  const state = (textAt(event, 'eventType') ?? '').toUpperCase();
  return STATES.has(state) ? (state as RunState) : 'OTHER';
}

function jobFacts(event: JsonObject, job: DatasetName, statement: Statement, flaws: string[]): Fact[] {
  return [
    ...codeFacts(event, job, statement),
    ...entryFacts(statement, lineageOf(event)),
    ...useFacts(event, flaws, statement, (about, direction) => ({ ...about, kind: 'job-dataset', job, direction })),
  ];
}

function engineOf(facet: JsonObject | null): string | null {
  const words = [textAt(facet, 'name'), textAt(facet, 'version')].filter((word) => word !== null);
  return words.length === 0 ? null : words.join(' ');
}

function codeFacts(event: JsonObject, job: DatasetName, statement: Statement): Fact[] {
  const location = codeLocation(objectAt(objectAt(event, 'job'), 'facets'));
  return location === null ? [] : [{ ...statement, kind: 'job-code', job, ...location }];
}

/** The lineage that a job declares by itself, or that was observed in its run. */
function lineageOf(event: JsonObject): JsonObject | null {
  return objectAt(objectAt(objectAt(event, 'job'), 'facets'), 'lineage');
}

type About = NonNullable<ReturnType<typeof datasetFacts>>['about'];

function useFacts(
  event: JsonObject,
  flaws: string[],
  statement: Statement,
  use: (about: About, direction: 'input' | 'output') => Fact,
): Fact[] {
  return (['input', 'output'] as const).flatMap((direction) =>
    listAt(event, `${direction}s`).flatMap((value): Fact[] => {
      const read = datasetFacts(value, statement);
      if (read === null) flaws.push(`lists an ${direction} without a namespace and a name`);
      return read === null ? [] : [use(read.about, direction), ...read.facts];
    }),
  );
}
