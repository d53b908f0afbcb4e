import type { GraphBlock } from '../core/block.ts';
import type { Direction, Point, Size } from './graph-geometry.ts';
import { type GraphLayout, layoutGraph, layoutRows } from './graph-layout.ts';
import { withBends } from './graph-lines.ts';
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
export const PAD_Y = 5;
/** The height of the lid of a cylinder. */
export const LID = 6.5;
/** The room for a sign in the corner. */
const SIGN_ROOM = 9;
/** Letters below this are not legible in print. */
const LEAST_SIZE = 6.5;
export const LEAST_SCALE: number = LEAST_SIZE / DETAIL_SIZE;
const MOST_LINES = 6;
/** Left free on a page of its own, for the headings above. */
export const HEADING_ROOM = 70;
/** More nodes than this do not lie side by side on a page that stands upright. */
const MOST_SIDEWAYS = 9;

interface Trial {
  /** From left to right, downwards, or downwards with layers parted into rows. */
  way: 'LR' | 'TB' | 'rows';
  /** The widest that a line of text in a node becomes. */
  text: number;
}

/** From left to right while that fits, then downwards; narrower boxes before smaller letters. */
const TRIALS: Trial[] = [
  { way: 'LR', text: 132 },
  { way: 'LR', text: 96 },
  { way: 'TB', text: 150 },
  { way: 'TB', text: 118 },
  { way: 'TB', text: 90 },
];
/** Always narrow enough, but lines may pass behind boxes. */
const LAST_RESORT: Trial = { way: 'rows', text: 118 };

/**
 * The first layout that is legible within the room, with some of it left for a heading if that can be; else one that
 * is only too high, which the page's end may cut between nodes.
 */
export function graphFigure(pen: Pen, block: GraphBlock, room: Size): GraphFigure {
  const trials = TRIALS.filter(({ way }) => way !== 'LR' || block.nodes.length <= MOST_SIDEWAYS);
  const made = new Map<Trial, GraphFigure>();
  for (const height of [room.height - HEADING_ROOM, room.height, Number.POSITIVE_INFINITY]) {
    for (const trial of trials) {
      const figure = made.get(trial) ?? figureOf(pen, block, trial, room.width);
      made.set(trial, figure);
      const fit = Math.min(1, room.width / figure.width, height / figure.height);
      if (fit >= LEAST_SCALE) return { ...figure, scale: fit };
    }
  }
  const figure = figureOf(pen, block, LAST_RESORT, room.width);
  return { ...figure, scale: Math.min(1, room.width / Math.max(1, figure.width)) };
}

function figureOf(pen: Pen, block: GraphBlock, { way, text }: Trial, width: number): GraphFigure {
  const boxes = block.nodes.map((node) => boxOf(pen, node, text));
  const index = new Map(block.nodes.map(({ id }, position) => [id, position]));
  const edges = block.edges.flatMap(({ from, to }) => {
    const [start, end] = [index.get(from), index.get(to)];
    return start === undefined || end === undefined || start === end ? [] : [{ from: start, to: end }];
  });
  const layout = way === 'rows' ? layoutRows(boxes, edges, width) : bent(layoutGraph(boxes, edges, way), way);
  const nodes = boxes.map((box, position) => ({ ...box, ...(layout.centres[position] ?? { x: 0, y: 0 }) }));
  return { nodes, lines: layout.lines, width: layout.width, height: layout.height, scale: 1 };
}

function bent(layout: GraphLayout, way: Direction): GraphLayout {
  return { ...layout, lines: layout.lines.map((line) => withBends(line, way)) };
}

function boxOf(pen: Pen, { shape, tone, label, detail }: Node, text: number): Omit<FigureNode, 'x' | 'y'> {
  const sign = TONE_SIGNS[tone] === '' ? 0 : SIGN_ROOM;
  const labelLines = pen.lines(label, text - sign, labelStyle(pen)).slice(0, MOST_LINES);
  const detailLines = detail === '' ? [] : pen.lines(detail, text, detailStyle(pen)).slice(0, MOST_LINES);
  const widths = [
    ...labelLines.map((line) => pen.measure(line.trimEnd(), labelStyle(pen)) + sign),
    ...detailLines.map((line) => pen.measure(line.trimEnd(), detailStyle(pen))),
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
