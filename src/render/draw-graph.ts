import type { GraphBlock } from '../core/block.ts';
import { captionHeight, drawCaption } from './draw-caption.ts';
import { drawEdge } from './graph-edge.ts';
import { type FigureNode, type GraphFigure, graphFigure, HEADING_ROOM, LEAST_SCALE } from './graph-figure.ts';
import { drawNode, drawShape, drawSign } from './graph-node.ts';
import type { Pen } from './pen.ts';
import type { TextStyle } from './text-style.ts';

const LEGEND_GAP = 3;
const LEGEND_INDENT = 33;
const GAP = 8;
const GAP_ABOVE = 4;

/** Draws a graph with its caption and legend; one that is higher than a page goes on over the page's end. */
export function drawGraph(pen: Pen, block: GraphBlock): void {
  pen.ensure(graphHeight(pen, block));
  const figure = fitted(pen, block);
  drawCaption(pen, block.caption, 'P');
  pen.y += GAP_ABOVE;
  const alt = pen.clean(block.alt, pen.style('regular', pen.theme.sizes.note));
  bands(pen, figure).forEach((band, index) => {
    if (index > 0) pen.newPage();
    const height = (band.to - band.from) * figure.scale;
    const { left, width, y } = pen;
    const bbox: [number, number, number, number] = [left, y, left + width, y + height];
    pen.within('Figure', () => pen.content(() => drawBand(pen, figure, band)), { alt, bbox });
    pen.y += height;
  });
  pen.y += GAP;
  drawLegend(pen, block.legend);
  pen.y += 12;
}

/** The height that must be free for a graph to begin: all of it, or half a page where it takes several. */
export function graphHeight(pen: Pen, block: GraphBlock): number {
  const { height, scale } = laidOut(pen, block);
  const whole = height * Math.min(scale, LEAST_SCALE) + around(pen, block);
  const page = pen.bottom - pen.top;
  return whole > page - HEADING_ROOM ? page / 2 : whole;
}

function laidOut(pen: Pen, block: GraphBlock): GraphFigure {
  const height = pen.bottom - pen.top - around(pen, block);
  return pen.once(block, () => graphFigure(pen, block, { width: pen.width, height }));
}

/** The figure, made smaller where that keeps it on this page and legible. */
function fitted(pen: Pen, block: GraphBlock): GraphFigure {
  const figure = laidOut(pen, block);
  const scale = (pen.room - around(pen, block)) / figure.height;
  return scale < figure.scale && scale >= LEAST_SCALE - 1e-6 ? { ...figure, scale } : figure;
}

function around(pen: Pen, { caption, legend }: GraphBlock): number {
  return captionHeight(pen, caption) + GAP_ABOVE + GAP + legendHeight(pen, legend);
}

/** A stretch of the figure, from one height to another, that goes on one page. */
interface Band {
  from: number;
  to: number;
}

/** Cuts the figure between nodes, never through one. */
function bands(pen: Pen, { height, scale, nodes }: GraphFigure): Band[] {
  const cut: Band[] = [];
  let from = 0;
  let room = (pen.room - GAP) / scale;
  while (height - from > room + 0.5) {
    const to = freeHeight(nodes, from, from + room);
    cut.push({ from, to });
    from = to;
    room = (pen.bottom - pen.top) / scale;
  }
  return [...cut, { from, to: height }];
}

/** The greatest height up to `limit` at which no node lies; `limit` where there is none. */
function freeHeight(nodes: readonly FigureNode[], from: number, limit: number): number {
  let height = limit;
  for (let changed = true; changed; ) {
    const crossed = nodes.find(({ y, height: own }) => y - own / 2 < height && height < y + own / 2);
    changed = crossed !== undefined;
    if (crossed !== undefined) height = crossed.y - crossed.height / 2 - 2;
  }
  return height > from ? height : limit;
}

function drawBand(pen: Pen, { nodes, lines, width, scale }: GraphFigure, { from, to }: Band): void {
  const { kit } = pen;
  kit.save();
  kit.rect(pen.left - 2, pen.y - 1, pen.width + 4, (to - from) * scale + 2).clip();
  kit.translate(pen.left + (pen.width - width * scale) / 2, pen.y - from * scale);
  kit.scale(scale);
  for (const line of lines) {
    if (line.some(({ y }) => y >= from) && line.some(({ y }) => y <= to)) drawEdge(pen, line);
  }
  for (const node of nodes) {
    if (node.y >= from && node.y < to) drawNode(pen, node);
  }
  kit.restore();
}

function drawLegend(pen: Pen, legend: GraphBlock['legend']): void {
  if (legend.length === 0) return;
  const style = legendStyle(pen);
  pen.within('P', () => {
    for (const entry of legend) {
      const lines = legendLines(pen, entry);
      pen.ensure(lines.length * style.lineHeight + LEGEND_GAP);
      const { y, left } = pen;
      pen.content(() => {
        drawShape(pen, { shape: 'box', tone: entry.tone }, { x: left + 1, y: y + 1, width: 24, height: 10 });
        drawSign(pen, entry.tone, left + 16.5, y + 1.1);
        lines.forEach((line, index) => {
          pen.line(line, left + LEGEND_INDENT, y + index * style.lineHeight, style);
        });
      });
      pen.y += lines.length * style.lineHeight + LEGEND_GAP;
    }
  });
}

function legendHeight(pen: Pen, legend: GraphBlock['legend']): number {
  const { lineHeight } = legendStyle(pen);
  return legend.reduce((sum, entry) => sum + legendLines(pen, entry).length * lineHeight + LEGEND_GAP, 0);
}

function legendLines(pen: Pen, { text }: GraphBlock['legend'][number]): string[] {
  return pen.lines(text, pen.width - LEGEND_INDENT, legendStyle(pen));
}

function legendStyle(pen: Pen): TextStyle {
  return pen.style('regular', pen.theme.sizes.note, pen.theme.colours.muted);
}
