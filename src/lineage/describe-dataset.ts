import type { DatasetFact } from './fact.ts';
import type { AsOfGraph } from './graph.ts';

type Kind = DatasetFact['kind'];
type OfKind<K extends Kind> = Extract<DatasetFact, { kind: K }>;

/** What is stated of a data set at exactly this version, oldest first. */
export function statedAt<K extends Kind>(
  graph: AsOfGraph,
  { dataset, version }: { dataset: string; version: string | null },
  kind: K,
): OfKind<K>[] {
  const keyOf = (text: string | null): string | null => graph.identity.versionKey(dataset, text);
  return stated(graph, dataset, kind).filter((fact) => keyOf(fact.version) === keyOf(version));
}

/** As above; where nothing is stated of this version, what is stated of the data set at any. */
export function statedOf<K extends Kind>(
  graph: AsOfGraph,
  use: { dataset: string; version: string | null },
  kind: K,
): OfKind<K>[] {
  const exact = statedAt(graph, use, kind);
  return exact.length > 0 ? exact : stated(graph, use.dataset, kind);
}

/** What is stated of a data set at any version, oldest first. */
export function stated<K extends Kind>(graph: AsOfGraph, dataset: string, kind: K): OfKind<K>[] {
  return (graph.statements.get(dataset) ?? []).filter((fact): fact is OfKind<K> => fact.kind === kind);
}
