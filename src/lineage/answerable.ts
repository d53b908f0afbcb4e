import type { DatasetRecord } from '../core/evidence.ts';
import type { ChainContext } from './chain-context.ts';
import { statedOf } from './describe-dataset.ts';
import type { Use } from './run-node.ts';

/**
 * Who answers for a data set: its owners, those among them who are its stewards, and the domain that it belongs to.
 * A steward is known by the role that the record gives: OpenLineage's `type`, DataHub's `DATA_STEWARD`.
 */
export function answerable(
  { graph }: ChainContext,
  at: Pick<Use, 'dataset' | 'version'>,
): Pick<DatasetRecord, 'owners' | 'stewards' | 'domains'> {
  const people = statedOf(graph, at, 'dataset-owner');
  const stewards = people.filter(({ role }) => role !== undefined && /steward/i.test(role));
  return {
    owners: sorted(people.map(({ owner }) => owner)),
    stewards: sorted(stewards.map(({ owner }) => owner)),
    domains: sorted(statedOf(graph, at, 'dataset-domain').map(({ domain }) => domain)),
  };
}

/** Reports data sets of the chain for which nobody is named as steward, all of them at once. */
export function reportStewards({ breaks }: ChainContext, records: readonly DatasetRecord[]): void {
  const without = records.filter(({ stewards }) => stewards.length === 0);
  const [first] = without;
  if (first === undefined) return;
  const names = sorted(without.map(({ name }) => name)).join(', ');
  breaks.report('lineage/steward-missing', `no record names a steward of ${names}`, { place: first.citations[0] });
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
