import type { GraphBlock } from '../core/block.ts';
import { type Direction, type GraphLayout, layoutGraph, type Point, type Size } from './graph-layout.ts';
import type { Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';
import { TONE_SIGNS } from './tone.ts';

type Node = GraphBlock['nodes'][number];

/** A node with its text broken into lines. */
export interface FigureNode extends Size, Point {
  shape: Node['shape'];
  tone: Node['tone'];
  label: string[];
  detail: string[];
}

/** A graph laid out for the page, in points at full size. */
export interface GraphFigure extends Size {
  nodes: FigureNode[];
  lines: Point[][];
  /** What all is scaled by on the page, 1 at most. */
  scale: number;
}

export const LABEL_SIZE = 7.8;
export const DETAIL_SIZE = 7;
export const LABEL_LINE = 1.25;
export const PAD_X = 9;
export const PAD_Y = 5.5;
/** The height of the lid of a cylinder. */
export const LID = 7;
/** The room for a sign in the corner. */
export const SIGN_ROOM = 9;
/** Letters below this are not legible in print. */
const LEAST_SIZE = 6.5;
export const LEAST_SCALE: number = LEAST_SIZE / DETAIL_SIZE;
const MOST_LINES = 6;
/** More nodes than this do not lie side by side on a page that stands upright. */
const MOST_SIDEWAYS = 9;

interface Trial {
  direction: Direction;
  /** The widest that a line of text in a node becomes. */
  text: number;
  wrap: boolean;
}

/** From left to right while that fits, then downwards, then with layers parted; narrower boxes before smaller letters. */
const TRIALS: Trial[] = [
  { direction: 'LR', text: 132, wrap: false },
  { direction: 'LR', text: 96, wrap: false },
  { direction: 'TB', text: 150, wrap: false },
  { direction: 'TB', text: 118, wrap: false },
  { direction: 'TB', text: 90, wrap: false },
  { direction: 'TB', text: 118, wrap: true },
  { direction: 'TB', text: 90, wrap: true },
];

/** The first layout that is legible within the room, else the one that comes nearest, scaled to the width. */
export function graphFigure(pen: Pen, block: GraphBlock, room: Size): GraphFigure {
  let nearest: GraphFigure | undefined;
  const trials = TRIALS.filter(({ direction }) => direction === 'TB' || block.nodes.length <= MOST_SIDEWAYS);
  for (const trial of trials) {
    const figure = figureOf(pen, block, trial, room.width);
    const fit = Math.min(1, room.width / figure.width, room.height / figure.height);
    if (fit >= LEAST_SCALE) return { ...figure, scale: fit };
    // What is too high goes on over the page's end; what is too wide can only become smaller.
    const scaled = { ...figure, scale: Math.min(1, room.width / figure.width) };
    if (nearest === undefined || scaled.scale > nearest.scale) nearest = scaled;
  }
  return nearest ?? { nodes: [], lines: [], width: 0, height: 0, scale: 1 };
}

function figureOf(pen: Pen, block: GraphBlock, { direction, text, wrap }: Trial, width: number): GraphFigure {
  const boxes = block.nodes.map((node) => boxOf(pen, node, text));
  const index = new Map(block.nodes.map(({ id }, position) => [id, position]));
  const edges = block.edges.flatMap(({ from, to }) => {
    const [start, end] = [index.get(from), index.get(to)];
    return start === undefined || end === undefined || start === end ? [] : [{ from: start, to: end }];
  });
  const layout: GraphLayout = layoutGraph(boxes, edges, wrap ? { direction, width } : { direction });
  const nodes = boxes.map((box, position) => ({ ...box, ...(layout.centres[position] ?? { x: 0, y: 0 }) }));
  return { nodes, lines: layout.lines, width: layout.width, height: layout.height, scale: 1 };
}

function boxOf(pen: Pen, { shape, tone, label, detail }: Node, text: number): Omit<FigureNode, 'x' | 'y'> {
  const sign = TONE_SIGNS[tone] === '' ? 0 : SIGN_ROOM;
  const labelLines = pen.lines(label, text - sign, labelStyle(pen)).slice(0, MOST_LINES);
  const detailLines = detail === '' ? [] : pen.lines(detail, text, detailStyle(pen)).slice(0, MOST_LINES);
  const widths = [
    ...labelLines.map((line) => pen.measure(line, labelStyle(pen)) + sign),
    ...detailLines.map((line) => pen.measure(line, detailStyle(pen))),
  ];
  const lines = labelLines.length * LABEL_SIZE + detailLines.length * DETAIL_SIZE;
  const round = shape === 'round' ? PAD_X / 2 : 0;
  return {
    shape,
    tone,
    label: labelLines,
    detail: detailLines,
    width: Math.max(48, ...widths) + 2 * PAD_X + 2 * round,
    height: lines * LABEL_LINE + 2 * PAD_Y + (shape === 'cylinder' ? LID * 1.4 : 0),
  };
}

export function labelStyle(pen: Pen): TextStyle {
  return { ...pen.style('bold', LABEL_SIZE), lineHeight: LABEL_SIZE * LABEL_LINE };
}

export function detailStyle(pen: Pen): TextStyle {
  return { ...pen.style('regular', DETAIL_SIZE, pen.theme.colours.muted), lineHeight: DETAIL_SIZE * LABEL_LINE };
}
