import type { ColumnDerivationFact, DatasetDerivationFact, Fact } from './fact.ts';
import { identify } from './identity.ts';
import type { IssueLog } from './issue-log.ts';

/**
 * Reports data sets that others are said to be made from and that nothing else is said of: no run or job reads or writes
 * them. A misspelt name looks like this.
 * @returns how many there are
 */
export function reportDanglingSources(facts: readonly Fact[], log: IssueLog): number {
  const { keyOf } = identify(facts);
  const described = new Set(facts.flatMap((fact) => ('dataset' in fact ? [keyOf(fact.dataset)] : [])));
  const dangling = new Map<string, ColumnDerivationFact | DatasetDerivationFact>();
  for (const fact of facts) {
    if (fact.kind !== 'column-derivation' && fact.kind !== 'dataset-derivation') continue;
    const source = keyOf(fact.source);
    if (!described.has(source) && !dangling.has(source)) dangling.set(source, fact);
  }
  for (const fact of dangling.values()) {
    const { namespace, name } = fact.source;
    const words = `${fact.dataset.name} is said to be made from ${name} in ${namespace}, of which nothing else is recorded`;
    log.report('lineage/reference-dangling', words, fact.citation);
  }
  return dangling.size;
}
