import type { Citation } from '../core/citation.ts';
import type { DatasetName } from '../core/evidence.ts';
import { groupBy } from '../core/group-by.ts';
import type { DatasetFact, Fact, JobCodeFact, RunState, RunStateFact } from './fact.ts';
import { type Identity, identify } from './identity.ts';
import { orderFacts } from './order-facts.ts';
import { versionKey } from './sha256-of.ts';

/** A data set as one run used it. */
export interface Use {
  /** The data set's key in the graph's identity. */
  dataset: string;
  version: string | null;
  citations: Citation[];
}

export interface RunNode {
  id: string;
  job: DatasetName;
  /** The last closing state, or the last state of a run that was not closed (T4). */
  state: RunState;
  startedAt: string | null;
  endedAt: string | null;
  /** The time of its first event, which stands in for a start that was not recorded. */
  firstAt: string;
  inputs: Use[];
  outputs: Use[];
  parent: string | null;
  engine: string | null;
  /** Where its code lay, each place once, the last stated last. More than one when its events disagree. */
  codes: JobCodeFact[];
  citations: Citation[];
}

/** What was known at one moment. */
export interface AsOfGraph {
  identity: Identity;
  runs: ReadonlyMap<string, RunNode>;
  /** By data set: the runs that name it as an output, sorted by id. */
  writers: ReadonlyMap<string, readonly RunNode[]>;
  /** By data set: what is stated of it, oldest first. */
  statements: ReadonlyMap<string, readonly DatasetFact[]>;
}

const CLOSING = new Set<RunState>(['COMPLETE', 'FAIL', 'ABORT']);

/** Folds the facts stated up to a moment into one graph, the same for any order of the facts (T1, T2, T11). */
export function foldGraph(facts: readonly Fact[], asOf: string): AsOfGraph {
  const known = orderFacts(facts.filter(({ at }) => at <= asOf));
  const identity = identify(known);
  const ofJobs = known.filter((fact): fact is JobCodeFact => fact.kind === 'job-code' && fact.run === null);
  const byRun = groupBy(known, (fact) => ('run' in fact ? fact.run : null));
  const runs = new Map<string, RunNode>();
  for (const id of [...byRun.keys()].filter((key) => key !== null).sort()) {
    const node = runNode(id, byRun.get(id) ?? [], identity, ofJobs);
    if (node !== null) runs.set(id, node);
  }
  const about = known.filter((fact): fact is DatasetFact => 'dataset' in fact);
  return {
    identity,
    runs,
    writers: writersOf(runs),
    statements: groupBy(about, (fact) => identity.keyOf(fact.dataset)),
  };
}

function runNode(id: string, facts: readonly Fact[], identity: Identity, ofJobs: JobCodeFact[]): RunNode | null {
  const states = facts.filter((fact): fact is RunStateFact => fact.kind === 'run-state');
  const [first] = states;
  if (first === undefined) return null;
  const closing = states.findLast(({ state }) => CLOSING.has(state));
  const last = closing ?? states.at(-1) ?? first;
  return {
    id,
    job: last.job,
    state: last.state,
    startedAt: states.find(({ state }) => state === 'START')?.at ?? null,
    endedAt: closing?.at ?? null,
    firstAt: first.at,
    inputs: usesOf(facts, 'input', identity),
    outputs: usesOf(facts, 'output', identity),
    parent: facts.findLast((fact) => fact.kind === 'run-parent')?.parent ?? null,
    engine: facts.findLast((fact) => fact.kind === 'run-engine')?.engine ?? null,
    codes: codesOf(facts, codeOfJob(ofJobs, last.job, first.at)),
    citations: states.map(({ citation }) => citation),
  };
}

/** The union over the events of a run (T3). A mention without a version adds nothing to one with a version. */
function usesOf(facts: readonly Fact[], direction: 'input' | 'output', identity: Identity): Use[] {
  const uses = new Map<string, Use>();
  for (const fact of facts) {
    if (fact.kind !== 'run-dataset' || fact.direction !== direction) continue;
    const dataset = identity.keyOf(fact.dataset);
    const key = JSON.stringify([dataset, versionKey(fact.version)]);
    const known = uses.get(key);
    if (known === undefined) uses.set(key, { dataset, version: fact.version, citations: [fact.citation] });
    else known.citations.push(fact.citation);
  }
  const versioned = new Set([...uses.values()].filter(({ version }) => version !== null).map(({ dataset }) => dataset));
  return [...uses.keys()]
    .sort()
    .flatMap((key) => uses.get(key) ?? [])
    .filter(({ dataset, version }) => version !== null || !versioned.has(dataset));
}

function codesOf(facts: readonly Fact[], ofJob: JobCodeFact | null): JobCodeFact[] {
  const stated = new Map<string, JobCodeFact>();
  for (const fact of facts) {
    if (fact.kind !== 'job-code') continue;
    const place = JSON.stringify([fact.repository, fact.commit, fact.path]);
    stated.delete(place);
    stated.set(place, fact);
  }
  return stated.size === 0 && ofJob !== null ? [ofJob] : [...stated.values()];
}

function codeOfJob(ofJobs: readonly JobCodeFact[], job: DatasetName, before: string): JobCodeFact | null {
  const same = ({ job: of, at }: JobCodeFact): boolean =>
    of.namespace === job.namespace && of.name === job.name && at <= before;
  return ofJobs.findLast(same) ?? null;
}

function writersOf(runs: ReadonlyMap<string, RunNode>): Map<string, RunNode[]> {
  const writers = new Map<string, RunNode[]>();
  for (const run of runs.values()) {
    for (const dataset of new Set(run.outputs.map((use) => use.dataset))) {
      const known = writers.get(dataset);
      if (known === undefined) writers.set(dataset, [run]);
      else known.push(run);
    }
  }
  return writers;
}
