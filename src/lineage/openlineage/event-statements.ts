import type { DatasetName } from '../../core/evidence.ts';
import { type JsonObject, objectIn, objectsIn, textIn } from '../../data/json-value.ts';
import type { CodeFact, RunState, Statement, Use } from '../fact.ts';
import { codeLocation } from './code-location.ts';
import { datasetStatements, nameOf } from './dataset-facets.ts';

/** What one event says, and in words what part of it could not be read. */
export interface EventReading {
  statements: Statement[];
  faults: string[];
}

/** Null for an object that is no run, job or dataset event. */
export function eventStatements(event: JsonObject): EventReading | null {
  const run = textIn(objectIn(event, 'run'), 'runId');
  const job = nameOf(objectIn(event, 'job'));
  if (run !== null) return job === null ? null : runEvent(event, run, job);
  if (job !== null) return jobEvent(event, job);
  const dataset = objectIn(event, 'dataset');
  const name = nameOf(dataset);
  return name === null || dataset === null ? null : { statements: datasetStatements(name, dataset, null), faults: [] };
}

function runEvent(event: JsonObject, run: string, job: DatasetName): EventReading {
  const facets = objectIn(objectIn(event, 'run'), 'facets');
  const state = stateOf(textIn(event, 'eventType'));
  const parent = objectIn(facets, 'parent') ?? objectIn(facets, 'parentRun');
  const datasets = bothSides(event, (side) => ({ run, side, state }));
  return {
    statements: [
      {
        ...{ kind: 'run-state', run, job, state },
        parent: textIn(objectIn(parent, 'run'), 'runId'),
        engine: engineIn(objectIn(facets, 'processing_engine')),
      },
      ...codeOf(event, run, job),
      ...datasets.statements,
    ],
    faults: datasets.faults,
  };
}

/** T12: a job event describes a job, and its data sets apart from any run. */
function jobEvent(event: JsonObject, job: DatasetName): EventReading {
  const datasets = bothSides(event, () => null);
  return { statements: [...codeOf(event, null, job), ...datasets.statements], faults: datasets.faults };
}

function stateOf(type: string | null): RunState {
  const known: readonly RunState[] = ['START', 'RUNNING', 'COMPLETE', 'FAIL', 'ABORT'];
  return known.find((state) => state === type?.toUpperCase()) ?? 'OTHER';
}

function engineIn(facet: JsonObject | null): string | null {
  const parts = [textIn(facet, 'name'), textIn(facet, 'version')].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}

function codeOf(event: JsonObject, run: string | null, job: DatasetName): CodeFact[] {
  const facet = objectIn(objectIn(objectIn(event, 'job'), 'facets'), 'sourceCodeLocation');
  const code = facet?.['_deleted'] === true ? null : codeLocation(facet);
  return code === null ? [] : [{ kind: 'code', run, job, code }];
}

function bothSides(event: JsonObject, useOf: (side: Use['side']) => Use | null): EventReading {
  const statements: Statement[] = [];
  const faults: string[] = [];
  for (const [key, side] of [
    ['inputs', 'input'],
    ['outputs', 'output'],
  ] as const) {
    for (const body of objectsIn(event, key)) {
      const name = nameOf(body);
      if (name === null) faults.push(`one of its ${key} has no namespace or no name`);
      else statements.push(...datasetStatements(name, body, useOf(side)));
    }
  }
  return { statements, faults };
}
