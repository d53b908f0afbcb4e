import { groupBy } from '../core/group-by.ts';
import type { DatasetFact, Fact, JobCodeFact } from './fact.ts';
import { type Identity, identify } from './identity.ts';
import { orderFacts } from './order-facts.ts';
import { type RunNode, runNode } from './run-node.ts';
import { statementsOf } from './statements.ts';

/** What was known at one moment. */
export interface AsOfGraph {
  identity: Identity;
  runs: ReadonlyMap<string, RunNode>;
  /** By data set: the runs that name it as an output, sorted by id. */
  writers: ReadonlyMap<string, readonly RunNode[]>;
  /** By data set: what is stated of it, oldest first. */
  statements: ReadonlyMap<string, readonly DatasetFact[]>;
}

/**
 * Folds the facts stated up to a moment into one graph, the same for any order of the facts. What was stated later does
 * not exist: a dossier of last year reads the same next year.
 *
 * @param asOf - in the form in which facts state times
 */
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
  return { identity, runs, writers: writersOf(runs), statements: statementsOf(known, runs, identity) };
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
