import { Graph, layout } from '@dagrejs/dagre';

export type Direction = 'LR' | 'TB';

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface GraphLayout extends Size {
  /** The centre of each node, in the order of the sizes. */
  centres: Point[];
  /** The line of each edge, from border to border, in the order of the edges. */
  lines: Point[][];
}

/** From one node to another, by their indexes. */
export interface Edge {
  from: number;
  to: number;
}

const NODE_GAP = 15;
const RANK_GAP = 27;
const EDGE_GAP = 8;
const LEAST_RANK_GAP = 18;

/**
 * Places boxes in layers, joined by lines. Layers wider than `width` are parted into several, where one is given;
 * without it each layer is as wide as it comes.
 */
export function layoutGraph(sizes: readonly Size[], edges: readonly Edge[], options: LayoutOptions): GraphLayout {
  let extra: Edge[] = [];
  let found = place(sizes, edges, { ...options, extra });
  if (options.width === undefined) return found;
  // Each round moves the overflow of one layer a layer down.
  for (let round = 0; round < sizes.length; round += 1) {
    const overflow = widestLayer(sizes, found, options.width);
    if (overflow.length === 0) return found;
    extra = [...extra, ...overflow];
    found = place(sizes, edges, { ...options, extra });
  }
  return found;
}

export interface LayoutOptions {
  direction: Direction;
  width?: number;
}

function place(
  sizes: readonly Size[],
  edges: readonly Edge[],
  { direction, extra }: LayoutOptions & { extra: Edge[] },
): GraphLayout {
  const graph = new Graph<GraphSize, Size & Point, { points: Point[]; weight: number }>({ multigraph: false });
  const ranksep = direction === 'TB' ? Math.max(LEAST_RANK_GAP, RANK_GAP - sizes.length / 3) : RANK_GAP;
  graph.setGraph({ rankdir: direction, nodesep: NODE_GAP, edgesep: EDGE_GAP, ranksep, width: 0, height: 0 });
  sizes.forEach(({ width, height }, index) => {
    graph.setNode(name(index), { width, height, x: 0, y: 0 });
  });
  for (const { from, to } of extra) graph.setEdge(name(from), name(to), { points: [], weight: 0 });
  for (const { from, to } of edges) graph.setEdge(name(from), name(to), { points: [], weight: 1 });
  layout(graph);
  const { width, height } = graph.graph();
  const centres = sizes.map((_, index) => {
    const { x, y } = graph.node(name(index));
    return { x, y };
  });
  return { width, height, centres, lines: edges.map(({ from, to }) => graph.edge(name(from), name(to)).points) };
}

interface GraphSize extends Size {
  rankdir: Direction;
  nodesep: number;
  edgesep: number;
  ranksep: number;
}

/** For the first layer that is too wide: edges that push the nodes beyond the width below those that fit. */
function widestLayer(sizes: readonly Size[], { centres }: GraphLayout, width: number): Edge[] {
  const layers = new Map<number, number[]>();
  centres.forEach(({ y }, index) => {
    const key = Math.round(y);
    layers.set(key, [...(layers.get(key) ?? []), index]);
  });
  for (const nodes of layers.values()) {
    nodes.sort((a, b) => (centres[a]?.x ?? 0) - (centres[b]?.x ?? 0));
    const fitting = countFitting(nodes, sizes, width);
    if (fitting < nodes.length) {
      return nodes.slice(fitting).map((to, index) => ({ from: nodes[index % fitting] ?? to, to }));
    }
  }
  return [];
}

function countFitting(nodes: readonly number[], sizes: readonly Size[], width: number): number {
  let used = -NODE_GAP;
  let count = 0;
  for (const node of nodes) {
    used += (sizes[node]?.width ?? 0) + NODE_GAP;
    if (used > width) break;
    count += 1;
  }
  return Math.max(1, count);
}

function name(index: number): string {
  return `n${index}`;
}
