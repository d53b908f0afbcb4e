import type { Citation } from '../core/citation.ts';
import type { DatasetName } from '../core/evidence.ts';
import { canonicalNamespace } from '../data/canonical-namespace.ts';
import type { Fact, JobCodeFact, RunState, RunStateFact } from './fact.ts';
import type { Identity } from './identity.ts';

/** A data set as one run used it. */
export interface Use {
  /** The data set's key in the graph's identity. */
  dataset: string;
  version: string | null;
  citations: Citation[];
  /** True when only the word of a person says that the run used it. */
  isDeclared?: boolean;
}

export interface RunNode {
  id: string;
  job: DatasetName;
  /** The last closing state, or the last state of a run that was not closed. */
  state: RunState;
  startedAt: string | null;
  endedAt: string | null;
  /** The time of its first event, which stands in for a start that was not recorded. */
  firstAt: string;
  inputs: Use[];
  /** What it names as outputs. They are in force only when its state is COMPLETE. */
  outputs: Use[];
  parent: string | null;
  engine: string | null;
  /** Where its code lay, each place once, the last stated last. More than one when its events disagree. */
  codes: JobCodeFact[];
  citations: Citation[];
}

const CLOSING = new Set<RunState>(['COMPLETE', 'FAIL', 'ABORT']);

/**
 * A run folded from what its events state, oldest first. Null when no event gives it a state. A run that is made again
 * under another id is another run: the failed attempt lends nothing to the one that decided.
 *
 * @param ofJobs - code of jobs that was stated apart from any run, oldest first
 */
export function runNode(
  id: string,
  facts: readonly Fact[],
  identity: Identity,
  ofJobs: readonly JobCodeFact[],
): RunNode | null {
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

/** States in which a run names what it finds, not what it wrote. */
const BEFORE_WRITING = new Set<RunState>(['START', 'FAIL', 'ABORT']);

interface NamedUse extends Use {
  isDeclared: boolean;
  isWritten: boolean;
}

/**
 * The union over the events of a run: it often learns a version only when it ends. A mention without a version adds
 * nothing to one with a version. Of an output, a version that is named before anything was written yields to one that
 * is named later: it is the version that lay there when the run began.
 */
function usesOf(facts: readonly Fact[], direction: 'input' | 'output', identity: Identity): Use[] {
  const uses = new Map<string, NamedUse>();
  for (const fact of facts) {
    if (fact.kind !== 'run-dataset' || fact.direction !== direction) continue;
    const { version, citation } = fact;
    const dataset = identity.keyOf(fact.dataset);
    const key = JSON.stringify([dataset, identity.versionKey(dataset, version)]);
    const use = uses.get(key) ?? { dataset, version, citations: [], isDeclared: true, isWritten: false };
    use.citations.push(citation);
    use.isDeclared &&= fact.grade === 'declared';
    use.isWritten ||= direction === 'output' && version !== null && !BEFORE_WRITING.has(fact.state);
    uses.set(key, use);
  }
  const all = [...uses.keys()].sort().flatMap((key) => uses.get(key) ?? []);
  const versioned = new Set(all.filter(({ version }) => version !== null).map(({ dataset }) => dataset));
  const written = new Set(all.filter(({ isWritten }) => isWritten).map(({ dataset }) => dataset));
  return all
    .filter(({ dataset, version }) => version !== null || !versioned.has(dataset))
    .filter(({ dataset, isWritten }) => isWritten || !written.has(dataset))
    .map(({ isWritten: _isWritten, ...use }) => use);
}

function codesOf(facts: readonly Fact[], ofJob: JobCodeFact | null): JobCodeFact[] {
  const stated = new Map<string, JobCodeFact>();
  for (const fact of facts) {
    if (fact.kind !== 'job-code') continue;
    const place = JSON.stringify([fact.repository, fact.commit, fact.path]);
    stated.delete(place);
    stated.set(place, fact);
  }
  const places = [...stated.values()];
  if (places.length === 0 && ofJob !== null) return [ofJob];
  return places.filter((place) => !places.some((other) => other !== place && saysNoMore(place, other)));
}

/** Whether one place is the other, only less exactly told: without the path, or with a shortened commit or none. */
export function saysNoMore(one: JobCodeFact, other: JobCodeFact): boolean {
  return (
    one.repository === other.repository &&
    (one.path === null || one.path === other.path) &&
    (one.commit === null || other.commit?.startsWith(one.commit) === true)
  );
}

function codeOfJob(ofJobs: readonly JobCodeFact[], job: DatasetName, before: string): JobCodeFact | null {
  const namespace = canonicalNamespace(job.namespace);
  const same = ({ job: of, at }: JobCodeFact): boolean =>
    of.name === job.name && canonicalNamespace(of.namespace) === namespace && at <= before;
  return ofJobs.findLast(same) ?? null;
}
