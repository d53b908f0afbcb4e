import type { LineageGraph, LineageNode } from '../core/evidence.ts';

/** A drawing of more nodes cannot be read on a page. */
const MAX_NODES = 25;
const LEFT_OUT = 'left-out';

/** The first nodes of a drawing as they are; where there are more than 25, the others as one that says how many. */
export function legibleGraph({ nodes, edges }: LineageGraph): LineageGraph {
  if (nodes.length <= MAX_NODES) return { nodes, edges };
  const [kept, rest] = [nodes.slice(0, MAX_NODES - 1), nodes.slice(MAX_NODES - 1)];
  const drawn = new Set(kept.map(({ id }) => id));
  const ends = edges.map(({ from, to }) => ({
    from: drawn.has(from) ? from : LEFT_OUT,
    to: drawn.has(to) ? to : LEFT_OUT,
  }));
  const apart = ends.filter(({ from, to }) => from !== to);
  const once = new Map(apart.map((edge) => [JSON.stringify([edge.from, edge.to]), edge]));
  return { nodes: [...kept, restOf(rest)], edges: [...once.values()] };
}

/** A break among what is left out must still be seen. */
function restOf(rest: readonly LineageNode[]): LineageNode {
  return {
    id: LEFT_OUT,
    kind: 'dataset',
    label: `${rest.length} more`,
    detail: 'left out of this drawing',
    status: rest.some(({ status }) => status === 'broken') ? 'broken' : 'recorded',
  };
}
