import { groupBy } from '../core/group-by.ts';
import type { DatasetFact, Fact } from './fact.ts';
import type { Identity } from './identity.ts';
import type { RunNode, Use } from './run-node.ts';

/** What is stated of one version; owner, type and other names are those of the data set, whatever became of a run. */
const OF_ONE_VERSION = new Set<Fact['kind']>([
  'dataset-digest',
  'dataset-schema',
  'dataset-rows',
  'dataset-tag',
  'column-derivation',
  'model-version',
  'model-stage',
  'dataset-derivation',
]);

/**
 * What is stated of each data set, oldest first. A version that a run names in one event holds for all that its events
 * state; what a run states of a version that it did not come to write is left out.
 */
export function statementsOf(
  facts: readonly Fact[],
  runs: ReadonlyMap<string, RunNode>,
  identity: Identity,
): Map<string, DatasetFact[]> {
  const about = facts.filter((fact): fact is DatasetFact => 'dataset' in fact);
  const held = about.flatMap((fact): DatasetFact[] => {
    const run = fact.run === null ? undefined : runs.get(fact.run);
    if (run === undefined || !OF_ONE_VERSION.has(fact.kind)) return [fact];
    const dataset = identity.keyOf(fact.dataset);
    const [read, named] = [run.inputs, run.outputs].map((uses) => uses.filter((use) => use.dataset === dataset));
    const version = fact.version ?? onlyVersion([...(read ?? []), ...(named ?? [])]);
    const isThis = (use: Use): boolean =>
      version === null || identity.versionKey(dataset, use.version) === identity.versionKey(dataset, version);
    const holds = read?.some(isThis) || (run.state === 'COMPLETE' && named?.some(isThis));
    return holds ? [{ ...fact, version }] : [];
  });
  return groupBy(held, (fact) => identity.keyOf(fact.dataset));
}

function onlyVersion(uses: readonly Use[]): string | null {
  return uses.length === 1 ? (uses[0]?.version ?? null) : null;
}
