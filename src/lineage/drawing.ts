import type { UnitMeta } from '../core/unit.ts';
import type { DrawnGraph } from './drawn-graph.ts';

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Boxes placed in layers. */
export interface Layout extends Size {
  /** The centre of each box, in the order of the sizes. */
  centres: Point[];
  /** The line of each edge, from border to border, in the order of the edges. */
  lines: Point[][];
}

/** From left to right, or downwards. */
export type Way = 'LR' | 'TB';

/** Places boxes in layers with a gap between them; edges name boxes by their indexes. */
export type LayOut = (
  sizes: readonly Size[],
  edges: readonly { from: number; to: number }[],
  way: Way,
  gap: number,
) => Layout;

/** What a drawing is handed beside the graph. */
export interface Drawer {
  layOut: LayOut;
  /** The URI of the program that draws. */
  producer: string;
}

/** Writes a graph in one format. The same graph gives the same text. */
export interface LineageDrawing {
  readonly meta: UnitMeta;
  /** The ending of its files, without the dot. */
  readonly extension: string;
  /** For people, who need crowds folded; or for programs, which need everything. */
  readonly reader: 'people' | 'programs';
  draw(graph: DrawnGraph, drawer: Drawer): string;
}

export function defineLineageDrawing(drawing: LineageDrawing): LineageDrawing {
  return drawing;
}
