import { member, textAt } from '../../data/json-value.ts';
import type { Fact, RunState } from '../fact.ts';
import type { Aspect } from './aspects.ts';
import {
  type Catalogue,
  jobOfRun,
  lastState,
  runIdOf,
  stateIn,
  statementOf,
  timeOf,
  urnsAt,
  versionOf,
} from './catalogue.ts';
import { fineGrainedFacts } from './column-pairs.ts';
import { datasetOfUrn, jobOfUrn, readUrn } from './urn.ts';

/** What an aspect of a run or a job states of it and of the data that it used. */
export function runAspectFacts(catalogue: Catalogue, aspect: Aspect): Fact[] {
  switch (aspect.name) {
    case 'dataProcessInstanceRunEvent':
      return [stateFact(catalogue, aspect, stateIn(aspect), member(aspect.value, 'timestampMillis'))];
    case 'dataProcessInstanceProperties':
      return hasEvents(catalogue, aspect.urn) ? [] : [stateFact(catalogue, aspect, 'OTHER')];
    case 'dataProcessInstanceRelationships':
      return parentFacts(catalogue, aspect);
    case 'dataProcessInstanceInput':
      return useFacts(catalogue, aspect, 'input');
    case 'dataProcessInstanceOutput':
      return useFacts(catalogue, aspect, 'output');
    case 'dataJobInputOutput':
      return [...jobFacts(catalogue, aspect), ...fineGrainedFacts(catalogue, aspect)];
    default:
      return [];
  }
}

function hasEvents({ byUrn }: Catalogue, urn: string): boolean {
  return byUrn.get(urn)?.some(({ name }) => name === 'dataProcessInstanceRunEvent') ?? false;
}

function stateFact(catalogue: Catalogue, aspect: Aspect, state: RunState, ...times: unknown[]): Fact {
  const run = runIdOf(catalogue, aspect.urn);
  const job = jobOfRun(catalogue, aspect.urn);
  return { ...statementOf(catalogue, aspect, ...times), kind: 'run-state', run, job, state };
}

function parentFacts(catalogue: Catalogue, aspect: Aspect): Fact[] {
  const [template, parent] = ['parentTemplate', 'parentInstance'].map((name) => textAt(aspect.value, name));
  for (const urn of [template, parent]) {
    if (urn != null && readUrn(urn) !== null && !catalogue.references.has(urn))
      catalogue.references.set(urn, aspect.place);
  }
  if (parent == null) return [];
  const statement = statementOf(catalogue, aspect, firstTime(catalogue, aspect.urn));
  return [
    { ...statement, kind: 'run-parent', run: runIdOf(catalogue, aspect.urn), parent: runIdOf(catalogue, parent) },
  ];
}

/** Uses are proposed again with every event of a run; they are as old as the run. */
function firstTime({ byUrn }: Catalogue, urn: string): number | null {
  const events = byUrn.get(urn)?.filter(({ name }) => name === 'dataProcessInstanceRunEvent') ?? [];
  let first: number | null = null;
  for (const event of events) {
    const time = timeOf(event);
    if (time > 0 && (first === null || time < first)) first = time;
  }
  return first;
}

function useFacts(catalogue: Catalogue, aspect: Aspect, direction: 'input' | 'output'): Fact[] {
  const run = runIdOf(catalogue, aspect.urn);
  const statement = { ...statementOf(catalogue, aspect, firstTime(catalogue, aspect.urn)), run };
  const state = lastState(catalogue, aspect.urn);
  return used(catalogue, aspect, direction).flatMap((urn): Fact[] => {
    const dataset = datasetOfUrn(urn);
    const version = versionOf(catalogue, urn);
    return dataset === null ? [] : [{ ...statement, kind: 'run-dataset', run, dataset, version, direction, state }];
  });
}

/** URNs that a run used: as a list, as edges, or as both. */
export function used(catalogue: Catalogue, aspect: Aspect, direction: 'input' | 'output'): string[] {
  const plain = urnsAt(catalogue, aspect, `${direction}s`);
  return [...new Set([...plain, ...urnsAt(catalogue, aspect, `${direction}Edges`)])];
}

function jobFacts(catalogue: Catalogue, aspect: Aspect): Fact[] {
  const job = jobOfUrn(aspect.urn);
  for (const name of ['inputDatajobs', 'inputDatajobEdges']) urnsAt(catalogue, aspect, name);
  if (job === null) return [];
  const statement = statementOf(catalogue, aspect);
  return (['input', 'output'] as const).flatMap((direction) => {
    const lists = [`${direction}Datasets`, `${direction}DatasetEdges`];
    const urns = new Set(lists.flatMap((name) => urnsAt(catalogue, aspect, name)));
    return [...urns].flatMap((urn): Fact[] => {
      const dataset = datasetOfUrn(urn);
      const version = versionOf(catalogue, urn);
      return dataset === null ? [] : [{ ...statement, kind: 'job-dataset', job, dataset, version, direction }];
    });
  });
}
