import { defineLineageDrawing, type LineageDrawing } from '../drawing.ts';
import type { DrawnNode } from '../drawn-graph.ts';
import { shownText } from '../shown-text.ts';

const SHAPES: Record<DrawnNode['kind'], string> = {
  prediction: 'shape=box style="rounded"',
  dataset: 'shape=cylinder',
  model: 'shape=component',
  run: 'shape=box',
  code: 'shape=note',
};

/** The border says the status by its width and line as well as by its colour. */
const BORDERS: Record<DrawnNode['status'], string> = {
  verified: 'color="#1b6e3c" penwidth=1.5',
  recorded: 'color="#5b6470"',
  broken: 'color="#a3231d" penwidth=3',
};

export const dot: LineageDrawing = defineLineageDrawing({
  meta: {
    id: 'dot',
    title: 'Graphviz DOT',
    answers: 'How does the chain look when Graphviz lays it out?',
    source: { work: 'The DOT language', url: 'https://graphviz.org/doc/info/lang.html' },
    limits: ['Citations and owners stand in tooltips, which only SVG and image maps show.'],
  },
  extension: 'dot',
  reader: 'people',
  draw({ title, nodes, edges }) {
    const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
    return [
      'digraph lineage {',
      `  graph [charset="UTF-8" rankdir=LR fontname="Helvetica,Arial,sans-serif" labelloc=t label=${quoted(title)}];`,
      '  node [fontname="Helvetica,Arial,sans-serif" fontsize=11];',
      '  edge [fontname="Helvetica,Arial,sans-serif" fontsize=9 color="#5b6470"];',
      ...nodes.map((node) => `  ${ids.get(node.id)} [${attributes(node)}];`),
      ...edges.map(({ from, to, meaning }) => `  ${ids.get(from)} -> ${ids.get(to)} [label=${quoted(meaning)}];`),
      '}',
      '',
    ].join('\n');
  },
});

function attributes(node: DrawnNode): string {
  const { kind, label, detail, status, owners } = node;
  const lines = [label, ...(detail === '' ? [] : [detail])].map(escaped).join('\\n');
  const tooltip = [status, ...owners.map((owner) => `owner ${owner}`)].join(', ');
  return `label="${lines}" ${SHAPES[kind]} ${BORDERS[status]} tooltip=${quoted(tooltip)}`;
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** Inside a quoted string, where a backslash begins an escape and an ampersand a character entity. */
function escaped(text: string): string {
  return shownText(text).replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
