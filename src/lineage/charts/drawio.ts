import { type ChartFormat, chartBuilder, defineChartFormat, unreadableChart } from '../chart.ts';
import { linesOfMarkup } from '../chart-text/character-entities.ts';
import { type DrawioCell, DrawioCells } from '../chart-text/drawio-cells.ts';

export const drawio: ChartFormat = defineChartFormat({
  meta: {
    id: 'drawio',
    title: 'draw.io',
    answers: 'Which boxes and connectors does the chart draw?',
    source: { work: 'The .drawio file format', url: 'https://www.drawio.com/docs/reference/file-format/' },
    limits: [
      'All pages are read as one chart, each with boxes of its own.',
      'A connector that is attached to no box at one of its ends is left out, as a reader cannot tell where it leads.',
    ],
  },
  detect: (head) => (/<(?:mxfile|mxGraphModel)[\s>]/.test(head) ? 1 : 0),
  read(text, file) {
    const builder = chartBuilder(file);
    const { cells } = new DrawioCells((because, line) => unreadableChart(file, because, `line ${line}`)).read(text);
    const is = (role: 'vertex' | 'edge') => (cell: DrawioCell) => cell.attributes.get(role) === '1';
    const connectors = cells.filter(is('edge'));
    const isConnector = new Set(connectors.map(({ page, id }) => keyOf(page, id)));
    const drawn = new Set<string>();
    for (const { page, id, label, attributes } of cells.filter(is('vertex'))) {
      // The label of a connector is a vertex whose parent is the connector.
      if (isConnector.has(keyOf(page, attributes.get('parent')))) continue;
      const lines = linesOfMarkup(label);
      if (lines.every((line) => line.trim() === '')) continue;
      builder.node(keyOf(page, id), lines);
      drawn.add(keyOf(page, id));
    }
    for (const { page, attributes } of connectors) {
      const [from, to] = [keyOf(page, attributes.get('source')), keyOf(page, attributes.get('target'))];
      if (drawn.has(from) && drawn.has(to)) builder.edge(from, to);
    }
    return builder.chart();
  },
});

function keyOf(page: number, id: string | undefined): string {
  return `${page}:${id ?? ''}`;
}
