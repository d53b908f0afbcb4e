import type { LayOut, Layout, Point, Size, Way } from '../drawing.ts';
import type { DrawnGraph, DrawnNode } from '../drawn-graph.ts';
import { shownText } from '../shown-text.ts';
import { labelLines, textWidth } from './label-lines.ts';

export const LABEL_SIZE = 13;
export const DETAIL_SIZE = 11;
export const LINE = 1.3;
export const PAD = 10;
/** The height of the lid of a cylinder. */
export const LID = 8;
const TEXT_ROOM = 210;
const SIGN_ROOM = 20;
const MOST_LINES = 4;
/** Between layers: room for lines that bend. */
const GAP = 64;
/** How much wider bold letters are. */
const BOLD = 1.16;

/** A node with its text in lines and its centre. */
export interface PlacedNode extends Size, Point {
  node: DrawnNode;
  label: string[];
  detail: string[];
}

export interface PlacedGraph extends Size {
  way: Way;
  nodes: PlacedNode[];
  /** The line of each edge of the graph, in their order. */
  lines: PlacedLine[];
}

export interface PlacedLine {
  points: Point[];
  /** Whether it goes the way of the graph, from the side of one box to the facing side of the other. */
  isForward: boolean;
}

/** Lays the graph out from left to right or downwards, whichever comes nearer to the shape of a screen. */
export function placedGraph({ nodes, edges }: DrawnGraph, layOut: LayOut): PlacedGraph {
  const boxes = nodes.map(boxOf);
  const index = new Map(nodes.map(({ id }, position) => [id, position]));
  const joined = edges.map(({ from, to }) => ({ from: index.get(from) ?? 0, to: index.get(to) ?? 0 }));
  const [sideways, downwards] = [layOut(boxes, joined, 'LR', GAP), layOut(boxes, joined, 'TB', GAP * 0.6)];
  const way = strain(sideways) <= strain(downwards) ? 'LR' : 'TB';
  const { width, height, centres, lines } = way === 'LR' ? sideways : downwards;
  const placed = boxes.map((box, position) => ({ ...box, ...(centres[position] ?? { x: 0, y: 0 }) }));
  return {
    ...{ width, height, way },
    nodes: placed,
    lines: joined.map(({ from, to }, position) => facing(lines[position] ?? [], way, placed[from], placed[to])),
  };
}

/**
 * A line whose ends lie on the sides that face each other. Left to itself a layout aims at the middle of a box, and such
 * a line may pass behind others and seem to join them.
 */
function facing(
  points: Point[],
  way: Way,
  start: (Size & Point) | undefined,
  end: (Size & Point) | undefined,
): PlacedLine {
  if (start === undefined || end === undefined) return { points, isForward: false };
  const bends = points.slice(1, -1);
  const [first, last] =
    way === 'LR'
      ? [
          { x: start.x + start.width / 2, y: start.y },
          { x: end.x - end.width / 2, y: end.y },
        ]
      : [
          { x: start.x, y: start.y + start.height / 2 },
          { x: end.x, y: end.y - end.height / 2 },
        ];
  const along = [first, ...bends, last].map((point) => (way === 'LR' ? point.x : point.y));
  const isForward = along.every((position, index) => index === 0 || position >= (along[index - 1] ?? 0));
  return isForward ? { points: [first, ...bends, last], isForward } : { points, isForward };
}

/** How far a layout is from a screen's 3 : 2, however large it is. */
function strain({ width, height }: Layout): number {
  return Math.max(width / 1.5, height);
}

function boxOf(node: DrawnNode): Omit<PlacedNode, 'x' | 'y'> {
  const sign = node.status === 'recorded' ? 0 : SIGN_ROOM;
  const label = labelLines(shownText(node.label), LABEL_SIZE * BOLD, TEXT_ROOM - sign, MOST_LINES);
  const detail = labelLines(shownText(node.detail), DETAIL_SIZE, TEXT_ROOM, 2);
  const widths = [
    ...label.map((line) => textWidth(line, LABEL_SIZE * BOLD) + sign),
    ...detail.map((line) => textWidth(line, DETAIL_SIZE)),
  ];
  const text = (label.length * LABEL_SIZE + detail.length * DETAIL_SIZE) * LINE;
  const lid = node.kind === 'dataset' || node.kind === 'model' ? LID : 0;
  return {
    node,
    label,
    detail,
    width: Math.ceil(Math.max(70, ...widths) + 2 * PAD),
    height: Math.ceil(text + 1.4 * PAD + 1.5 * lid),
  };
}
