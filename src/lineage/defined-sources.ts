import { type ChainContext, datasetNodeId, shownName } from './chain-context.ts';
import { stated } from './describe-dataset.ts';
import type { Use } from './run-node.ts';

/** A data set that another is said to be made from, by a record that names no run between them. */
export interface DefinedSource {
  use: Use;
  depth: number;
  /** The node of the data set that is made from it. */
  feeds: string;
}

/** Of the catalogue alone: they hold no data of their own. */
const VIEWS = new Set(['FEATURE_VIEW', 'FEATURE_SERVICE']);

/** More than any person follows; the bound also ends circles. */
const MAX_SOURCES = 500;

/** Sources of a data set whose maker is not on record, nearest first, as far as catalogues define them. */
export function definedSources(context: ChainContext, from: Pick<Use, 'dataset' | 'version'>): DefinedSource[] {
  const { graph } = context;
  const found: DefinedSource[] = [];
  const seen = new Set([from.dataset]);
  let open = [{ dataset: from.dataset, feeds: datasetNodeId(graph, from), depth: 1 }];
  while (open.length > 0 && found.length < MAX_SOURCES) {
    open = open.flatMap(({ dataset, feeds, depth }) =>
      sourcesOf(context, dataset).flatMap((use) => {
        if (seen.has(use.dataset)) return [];
        seen.add(use.dataset);
        const isView = stated(graph, use.dataset, 'dataset-type').some(({ type }) => VIEWS.has(type));
        if (isView) return [{ dataset: use.dataset, feeds, depth }];
        found.push({ use, depth, feeds });
        return [{ dataset: use.dataset, feeds: datasetNodeId(graph, use), depth: depth + 1 }];
      }),
    );
  }
  for (const { use } of found) reportVersion(context, use, from.dataset);
  return found;
}

function sourcesOf({ graph }: ChainContext, dataset: string): Use[] {
  const derivations = stated(graph, dataset, 'dataset-derivation').filter(({ run }) => run === null);
  return derivations.map(({ source, sourceVersion, citation }) => ({
    dataset: graph.identity.keyOf(source),
    version: sourceVersion,
    citations: [citation],
  }));
}

function reportVersion({ graph, breaks }: ChainContext, use: Use, from: string): void {
  if (use.version !== null) return;
  const names = `${shownName(graph, from)} is made from ${shownName(graph, use.dataset)}`;
  breaks.report('lineage/version-missing', `${names} by definition, in no version on record`, {
    about: [datasetNodeId(graph, use)],
    place: use.citations.at(-1),
  });
}
