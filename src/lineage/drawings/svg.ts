import { defineLineageDrawing, type LineageDrawing } from '../drawing.ts';
import type { DrawnGraph } from '../drawn-graph.ts';
import { placedGraph } from '../picture/placed-graph.ts';
import { edgeMarkup, legendMarkup, nodeMarkup } from '../picture/svg-markup.ts';
import { xmlText } from '../shown-text.ts';

const MARGIN = 24;
const TITLE_HEIGHT = 34;
const LEGEND_HEIGHT = 34;
/** The room of the legend. */
const LEAST_WIDTH = 800;

export const svg: LineageDrawing = defineLineageDrawing({
  meta: {
    id: 'svg',
    title: 'SVG',
    answers: 'How does the chain look as a picture?',
    source: { work: 'Scalable Vector Graphics (SVG) 1.1', url: 'https://www.w3.org/TR/SVG11/' },
    limits: ['Letters are those of the viewer, so that boxes are made a little wider than most fonts need.'],
  },
  extension: 'svg',
  reader: 'people',
  draw(graph, { layOut }) {
    const placed = placedGraph(graph, layOut);
    const width = Math.ceil(Math.max(placed.width, LEAST_WIDTH) + 2 * MARGIN);
    const height = Math.ceil(placed.height + TITLE_HEIGHT + LEGEND_HEIGHT + 2 * MARGIN);
    const left = (width - placed.width) / 2;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc" font-family="DejaVu Sans, Verdana, Arial, sans-serif">`,
      `<title id="title">${xmlText(graph.title)}</title>`,
      `<desc id="desc">${xmlText(described(graph))}</desc>`,
      `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
      `<text x="${MARGIN}" y="${MARGIN + 16}" font-size="16" font-weight="bold" fill="#1c2530">${xmlText(graph.title)}</text>`,
      `<g transform="translate(${left} ${MARGIN + TITLE_HEIGHT})">`,
      ...placed.lines.map((line, index) => edgeMarkup(line, placed.way, graph.edges[index])),
      ...placed.nodes.map(nodeMarkup),
      '</g>',
      legendMarkup(MARGIN, height - MARGIN),
      '</svg>',
      '',
    ].join('\n');
  },
});

/** What the picture shows, for a reader who cannot see it. */
function described({ nodes, edges }: DrawnGraph): string {
  const names = new Map(nodes.map(({ id, label }) => [id, label]));
  const said = edges.map(({ from, to, meaning }) => `${names.get(from)} ${meaning} ${names.get(to)}`);
  return `${nodes.length} nodes and ${edges.length} arrows. ${said.join('. ')}.`;
}
