import type { DatasetName } from '../core/evidence.ts';
import { canonicalNamespace } from '../data/canonical-namespace.ts';
import type { Fact } from './fact.ts';
import type { ImportReport } from './format.ts';
import { type Identity, identify } from './identity.ts';

/** A run of ten thousand inputs and outputs each has more edges than a memory holds. */
const MAX_EDGES = 1_000_000;

/**
 * What any system's facts can be counted for: jobs, runs, data sets that runs or jobs use, edges between them (an input
 * and an output of one run or job, or a stated derivation), column edges, symlinks and parent links, each once. Edges are
 * left out where there are more than a million.
 */
export function countFacts(facts: readonly Fact[]): ImportReport {
  const identity = identify(facts);
  const runs = runCounts(facts);
  const used = new Set<string>();
  const columns = new Set<string>();
  const links = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'run-dataset' || fact.kind === 'job-dataset') used.add(identity.keyOf(fact.dataset));
    if (fact.kind === 'column-derivation') {
      const [to, from] = [identity.keyOf(fact.dataset), identity.keyOf(fact.source)];
      columns.add(JSON.stringify([to, fact.column, from, fact.sourceColumn]));
    }
    if (fact.kind === 'dataset-alias') links.add(JSON.stringify([fact.dataset, fact.alias]));
  }
  const edges = countEdges(facts, identity);
  return {
    ...runs,
    datasets: used.size,
    ...(edges === null ? {} : { datasetEdges: edges }),
    columnEdges: columns.size,
    symlinks: links.size,
  };
}

const jobKey = ({ namespace, name }: DatasetName): string => JSON.stringify([canonicalNamespace(namespace), name]);

function runCounts(facts: readonly Fact[]): ImportReport {
  const jobs = new Set<string>();
  const states = new Map<string, Set<string>>();
  const parents = new Map<string, string>();
  for (const fact of facts) {
    if ('job' in fact) jobs.add(jobKey(fact.job));
    if (fact.kind === 'run-state') states.set(fact.run, (states.get(fact.run) ?? new Set()).add(fact.state));
    if (fact.kind === 'run-parent') parents.set(fact.run, fact.parent);
  }
  const without = (...wanted: string[]): number =>
    [...states.values()].filter((seen) => !wanted.some((state) => seen.has(state))).length;
  return {
    jobs: jobs.size,
    runs: states.size,
    runsWithoutStart: without('START'),
    runsWithoutEnd: without('COMPLETE', 'FAIL', 'ABORT'),
    parentLinks: parents.size,
    danglingParents: [...parents.values()].filter((parent) => !states.has(parent)).length,
  };
}

/** What one run or job reads and writes. */
interface Uses {
  input: Set<string>;
  output: Set<string>;
}

/** Null when there are too many to count. */
function countEdges(facts: readonly Fact[], identity: Identity): number | null {
  const edges = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'dataset-derivation') edges.add(`${identity.keyOf(fact.source)} ${identity.keyOf(fact.dataset)}`);
  }
  for (const { input, output } of usesOf(facts, identity)) {
    for (const from of input) {
      for (const to of output) edges.add(`${from} ${to}`);
      if (edges.size > MAX_EDGES) return null;
    }
  }
  return edges.size;
}

function usesOf(facts: readonly Fact[], { keyOf }: Identity): Iterable<Uses> {
  const byUser = new Map<string, Uses>();
  for (const fact of facts) {
    if (fact.kind !== 'run-dataset' && fact.kind !== 'job-dataset') continue;
    const user = fact.kind === 'run-dataset' ? `run ${fact.run}` : `job ${jobKey(fact.job)}`;
    const uses = byUser.get(user) ?? { input: new Set(), output: new Set() };
    uses[fact.direction].add(keyOf(fact.dataset));
    byUser.set(user, uses);
  }
  return byUser.values();
}
