import type { DrawnGraph } from '../drawn-graph.ts';
import type { Fact } from '../fact.ts';
import { identify } from '../identity.ts';

/**
 * The facts on which an answer rests: all that the runs of the chain state, all that is stated of its data sets apart
 * from runs, and of every other run that wrote one of them, when and in which version. What started a run of the chain
 * is kept as well. Read again alone they give the same answer.
 */
export function factsOfChain(facts: readonly Fact[], chain: DrawnGraph): Fact[] {
  const { keyOf } = identify(facts);
  const nodes = chain.nodes.filter(({ isOnChain }) => isOnChain);
  const runs = new Set(nodes.flatMap(({ run }) => (run === null ? [] : [run.id])));
  const data = nodes.filter(({ kind }) => kind === 'dataset' || kind === 'model');
  const datasets = new Set(data.flatMap(({ names }) => names.map(keyOf)));
  const writers = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'run-dataset' && fact.direction === 'output' && datasets.has(keyOf(fact.dataset)))
      writers.add(fact.run);
    if (fact.kind === 'run-parent' && runs.has(fact.run)) writers.add(fact.parent);
  }
  const jobs = new Set(
    facts.flatMap((fact) => (fact.kind === 'run-state' && runs.has(fact.run) ? [JSON.stringify(fact.job)] : [])),
  );
  return facts.filter((fact) => {
    if ('run' in fact && fact.run !== null) {
      if (runs.has(fact.run)) return true;
      if (!writers.has(fact.run)) return false;
      return fact.kind === 'run-state' || ('dataset' in fact && datasets.has(keyOf(fact.dataset)));
    }
    if (fact.kind === 'job-code') return jobs.has(JSON.stringify(fact.job));
    return 'dataset' in fact && datasets.has(keyOf(fact.dataset));
  });
}
