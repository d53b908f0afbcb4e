import { defineLineageDrawing, type LineageDrawing } from '../drawing.ts';
import type { DrawnNode } from '../drawn-graph.ts';
import { shownText } from '../shown-text.ts';

const SHAPES: Record<DrawnNode['kind'], [open: string, close: string]> = {
  prediction: ['([', '])'],
  dataset: ['[(', ')]'],
  model: ['{{', '}}'],
  run: ['[', ']'],
  code: ['[/', '/]'],
};

const SIGNS: Record<DrawnNode['status'], string> = { verified: '✓ ', recorded: '', broken: '✗ ' };

export const mermaid: LineageDrawing = defineLineageDrawing({
  meta: {
    id: 'mermaid',
    title: 'Mermaid flowchart',
    answers: 'How does the chain look on a page of Markdown?',
    source: { work: 'Mermaid flowchart syntax', url: 'https://mermaid.js.org/syntax/flowchart.html' },
    limits: [
      'Owners and citations have no place in it.',
      'Mermaid draws at most 500 edges unless it is told otherwise.',
    ],
  },
  extension: 'mmd',
  reader: 'people',
  draw({ title, nodes, edges }) {
    const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
    return [
      'flowchart LR',
      `  accTitle: ${escaped(title)}`,
      ...nodes.map((node) => `  ${ids.get(node.id)}${shape(node)}`),
      ...edges.map(({ from, to, meaning }) => `  ${ids.get(from)} -->|${meaning}| ${ids.get(to)}`),
      '  classDef verified stroke:#1b6e3c,stroke-width:2px',
      '  classDef recorded stroke:#5b6470',
      '  classDef broken stroke:#a3231d,stroke-width:4px',
      ...(['verified', 'recorded', 'broken'] as const).flatMap((status) => {
        const having = nodes.filter((node) => node.status === status).map(({ id }) => ids.get(id));
        return having.length === 0 ? [] : [`  class ${having.join(',')} ${status}`];
      }),
      '',
    ].join('\n');
  },
});

function shape({ kind, label, detail, status }: DrawnNode): string {
  const [open, close] = SHAPES[kind];
  const lines = [`${SIGNS[status]}${escaped(label)}`, ...(detail === '' ? [] : [escaped(detail)])];
  return `${open}"${lines.join('<br/>')}"${close}`;
}

/**
 * Everything but letters, digits and a few marks by its number, as `#34;`: quotes end a label, `%%` begins a comment,
 * `<` markup, and a backtick Markdown. A line with `direction TB` is a statement, wherever in it that stands.
 */
function escaped(text: string): string {
  return shownText(text)
    .replace(/[^\p{L}\p{M}\p{N} _.,/-]/gu, (found) => `#${found.codePointAt(0)};`)
    .replace(/direction(?= )/g, '#100;irection');
}
