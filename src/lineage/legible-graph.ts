import type { LineageGraph, LineageNode } from '../core/evidence.ts';
import { groupBy } from '../core/group-by.ts';

/** A drawing of more nodes cannot be read on a page. */
const MAX_NODES = 25;
/** More sources of one run than this do not lie side by side on a page. */
const MAX_SOURCES = 4;
const LEFT_OUT = 'left-out';
export const LEFT_OUT_DETAIL = 'left out of this drawing';
export const SOURCES_DETAIL = 'no run on record made them';

/**
 * A drawing that can be read on a page: many sources that one run read are one node, and where still more than `most`
 * nodes are left, so are all but the first. Such a node says how many it stands for.
 */
export function legibleGraph(graph: LineageGraph, most: number = MAX_NODES): LineageGraph {
  const { nodes, edges } = sourcesFolded(graph);
  if (nodes.length <= most) return { nodes, edges };
  const [kept, rest] = [nodes.slice(0, most - 1), nodes.slice(most - 1)];
  return merged({ nodes: [...kept, ...rest], edges }, rest, {
    id: LEFT_OUT,
    label: `${rest.length} more`,
    detail: LEFT_OUT_DETAIL,
  });
}

function sourcesFolded(graph: LineageGraph): LineageGraph {
  const made = new Set(graph.edges.map(({ to }) => to));
  const datasets = graph.nodes.filter(({ id, kind }) => kind === 'dataset' && !made.has(id));
  const readers = groupBy(datasets, ({ id }) => JSON.stringify(readersOf(graph, id)));
  const crowds = [...readers].filter(([, sources]) => sources.length > MAX_SOURCES);
  return crowds.reduce(
    (drawn, [reader, sources]) =>
      merged(drawn, sources, {
        id: `sources:${reader}`,
        label: `${sources.length} data sets`,
        detail: SOURCES_DETAIL,
      }),
    graph,
  );
}

function readersOf({ edges }: LineageGraph, id: string): string[] {
  return edges.filter(({ from }) => from === id).map(({ to }) => to);
}

/** One node in place of several, where the first of them stood; a break among them must still be seen. */
function merged(
  { nodes, edges }: LineageGraph,
  members: readonly LineageNode[],
  { id, label, detail }: Pick<LineageNode, 'id' | 'label' | 'detail'>,
): LineageGraph {
  const within = new Set(members.map((node) => node.id));
  const status = members.some((node) => node.status === 'broken') ? 'broken' : 'recorded';
  const node: LineageNode = { id, kind: 'dataset', label, detail, status };
  const end = (of: string): string => (within.has(of) ? id : of);
  const ends = edges.map(({ from, to }) => ({ from: end(from), to: end(to) })).filter(({ from, to }) => from !== to);
  const once = new Map(ends.map((edge) => [JSON.stringify([edge.from, edge.to]), edge]));
  const [first] = members;
  return {
    nodes: nodes.filter((each) => each === first || !within.has(each.id)).map((each) => (each === first ? node : each)),
    edges: [...once.values()],
  };
}
