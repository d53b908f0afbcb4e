import { Graph, layout } from '@dagrejs/dagre';
import type { Direction, Point, Size } from './graph-geometry.ts';
import { bandsOf, easedLine } from './graph-lines.ts';

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
const EDGE_GAP = 8;
/** Between layers. Large graphs stand closer, to stay on one page. */
const RANK_GAP = { most: 27, least: 13 };

interface GraphSize extends Size {
  rankdir: Direction;
  nodesep: number;
  edgesep: number;
  ranksep: number;
}

/**
 * Places boxes in layers, joined by lines that pass between them. A layer is as wide as it comes.
 * @param gap - between layers; by default as small as a page needs
 */
export function layoutGraph(
  sizes: readonly Size[],
  edges: readonly Edge[],
  direction: Direction,
  gap?: number,
): GraphLayout {
  const graph = new Graph<GraphSize, Size & Point, { points: Point[] }>({ multigraph: false });
  const ranksep = gap ?? (direction === 'TB' ? rankGap(sizes.length) : RANK_GAP.most);
  graph.setGraph({ rankdir: direction, nodesep: NODE_GAP, edgesep: EDGE_GAP, ranksep, width: 0, height: 0 });
  sizes.forEach(({ width, height }, index) => {
    graph.setNode(name(index), { width, height, x: 0, y: 0 });
  });
  for (const { from, to } of edges) graph.setEdge(name(from), name(to), { points: [] });
  layout(graph);
  const { width, height } = graph.graph();
  const centres = sizes.map((_, index) => {
    const { x, y } = graph.node(name(index));
    return { x, y };
  });
  const boxes = sizes.map((size, index) => ({ ...size, ...(centres[index] ?? { x: 0, y: 0 }) }));
  const bands = bandsOf(boxes, direction);
  const lines = edges.map(({ from, to }) => {
    const [start, end] = [boxes[from], boxes[to]];
    const { points } = graph.edge(name(from), name(to));
    return start === undefined || end === undefined ? points : easedLine(points, { start, end }, bands, direction);
  });
  return { width, height, centres, lines };
}

/**
 * The same layers downwards, each parted into rows that fit into `width`. Lines lead straight from box to box and may
 * pass behind others.
 */
export function layoutRows(sizes: readonly Size[], edges: readonly Edge[], width: number): GraphLayout {
  const centres: Point[] = sizes.map(() => ({ x: 0, y: 0 }));
  let top = 0;
  for (const layer of layersOf(layoutGraph(sizes, edges, 'TB'))) {
    for (const row of rowsOf(layer, sizes, width)) {
      const height = Math.max(...row.map((node) => sizes[node]?.height ?? 0));
      let x = (width - widthOf(row, sizes)) / 2;
      for (const node of row) {
        const own = sizes[node]?.width ?? 0;
        centres[node] = { x: x + own / 2, y: top + height / 2 };
        x += own + NODE_GAP;
      }
      top += height + NODE_GAP;
    }
    top += rankGap(sizes.length) - NODE_GAP;
  }
  const lines = edges.map((edge) => straightLine(edge, sizes, centres));
  return { width, height: Math.max(0, top - rankGap(sizes.length)), centres, lines };
}

function rankGap(nodes: number): number {
  return Math.max(RANK_GAP.least, RANK_GAP.most - nodes * 0.6);
}

/** Nodes by height and, inside a layer, from left to right. */
function layersOf({ centres }: GraphLayout): number[][] {
  const layers = new Map<number, number[]>();
  centres.forEach(({ y }, node) => {
    layers.set(Math.round(y), [...(layers.get(Math.round(y)) ?? []), node]);
  });
  const across = (a: number, b: number): number => (centres[a]?.x ?? 0) - (centres[b]?.x ?? 0);
  return [...layers.entries()].sort(([a], [b]) => a - b).map(([, nodes]) => nodes.sort(across));
}

function rowsOf(layer: readonly number[], sizes: readonly Size[], width: number): number[][] {
  const rows: number[][] = [];
  for (const node of layer) {
    const row = rows[rows.length - 1];
    if (row !== undefined && widthOf([...row, node], sizes) <= width) row.push(node);
    else rows.push([node]);
  }
  return rows;
}

function widthOf(row: readonly number[], sizes: readonly Size[]): number {
  return row.reduce((sum, node) => sum + (sizes[node]?.width ?? 0) + NODE_GAP, -NODE_GAP);
}

function straightLine({ from, to }: Edge, sizes: readonly Size[], centres: readonly Point[]): Point[] {
  const [a, b] = [centres[from] ?? { x: 0, y: 0 }, centres[to] ?? { x: 0, y: 0 }];
  const down = a.y <= b.y ? 1 : -1;
  const start = { x: a.x, y: a.y + (down * (sizes[from]?.height ?? 0)) / 2 };
  const end = { x: b.x, y: b.y - (down * (sizes[to]?.height ?? 0)) / 2 };
  const bend = end.y - (end.y - start.y) * 0.3;
  return [start, { x: start.x, y: start.y + (bend - start.y) * 0.5 }, { x: end.x, y: bend }, end];
}

function name(index: number): string {
  return `n${index}`;
}
