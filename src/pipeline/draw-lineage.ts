import { DossierError } from '../core/error.ts';
import { didYouMean } from '../data/near-names.ts';
import type { LineageDrawing } from '../lineage/drawing.ts';
import { lineageDrawings } from '../lineage/drawings/registry.ts';
import { type DrawnGraph, meant } from '../lineage/drawn-graph.ts';
import { foldedGraph } from '../lineage/folded-graph.ts';
import { layoutGraph } from '../render/graph-layout.ts';
import { producer } from './tool.ts';

export interface Drawn {
  text: string;
  /** The ending of a file that holds it. */
  extension: string;
  nodes: number;
  edges: number;
}

/** The formats that a drawing can have, sorted. */
export const DRAWING_FORMATS: readonly string[] = lineageDrawings.map(({ meta }) => meta.id);

/**
 * Draws a graph. For people, what lies off the chain is collapsed and crowds are folded; programs get the whole chain.
 *
 * @param all - draw everything on record, on the chain or not
 * @throws DossierError usage/drawing-unknown
 */
export function drawLineage(graph: DrawnGraph, format: string, all: boolean = false): Drawn {
  const drawing = drawingOf(format);
  const shown = all ? graph : drawing.reader === 'people' ? foldedGraph(graph) : chainOf(graph);
  const text = drawing.draw(shown, { layOut: layoutGraph, producer });
  return { text, extension: drawing.extension, nodes: shown.nodes.length, edges: shown.edges.length };
}

function drawingOf(format: string): LineageDrawing {
  const drawing = lineageDrawings.find(({ meta }) => meta.id === format);
  if (drawing !== undefined) return drawing;
  throw new DossierError(
    'usage/drawing-unknown',
    `no drawing is called "${format}"${didYouMean(format, DRAWING_FORMATS)}`,
    {
      hint: `Give --format one of ${DRAWING_FORMATS.join(', ')}.`,
    },
  );
}

/** The chain alone; everything where there is none. */
function chainOf(graph: DrawnGraph): DrawnGraph {
  const nodes = graph.nodes.filter(({ isOnChain }) => isOnChain);
  if (nodes.length === 0) return graph;
  return { title: graph.title, nodes, edges: meant(graph.edges, nodes) };
}
