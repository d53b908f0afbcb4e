import { sha256Of } from '../data/sha256-of.ts';
import { uniqueCitations } from './dataset-record.ts';
import { stated } from './describe-dataset.ts';
import { type Described, NOTHING_DESCRIBED } from './drawn-graph.ts';
import type { JobCodeFact } from './fact.ts';
import type { AsOfGraph } from './graph.ts';
import type { RunNode, Use } from './run-node.ts';

export function runDescribed({ id, job, state, startedAt, endedAt, citations }: RunNode): Described {
  const run = { id, state, startedAt, endedAt };
  return { ...NOTHING_DESCRIBED, names: [job], run, citations: uniqueCitations(citations) };
}

/** What is stated of a data set at one version; where it was used is for others to cite. */
export function useDescribed(graph: AsOfGraph, { dataset, version }: Pick<Use, 'dataset' | 'version'>): Described {
  const { identity } = graph;
  const owners = new Set(stated(graph, dataset, 'dataset-owner').map(({ owner }) => owner));
  return {
    ...NOTHING_DESCRIBED,
    names: identity.namesOf(dataset),
    version,
    sha256: sha256Of(identity.versionKey(dataset, version)),
    owners: [...owners].sort(),
  };
}

export function codeDescribed({
  repository,
  path,
  commit,
  citations,
}: Pick<JobCodeFact, 'repository' | 'path' | 'commit'> & Pick<Described, 'citations'>): Described {
  return { ...NOTHING_DESCRIBED, names: [{ namespace: '', name: repository }], path, version: commit, citations };
}
