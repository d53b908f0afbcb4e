import {
  assertWritten,
  type ChartBuilder,
  type ChartFormat,
  chartBuilder,
  defineChartFormat,
  unreadableChart,
} from '../chart.ts';
import { linesOfMarkup, withoutEntities } from '../chart-text/character-entities.ts';
import { type Link, mermaidChains, type NodeMention } from '../chart-text/mermaid-chains.ts';

const HEADER =
  /^\uFEFF?(?:---\r?\n[\s\S]{0,20000}?\n---\s*\n)?(?:\s|%%[^\n]*(?:\n|$))*(?:flowchart(?:-elk)?|graph)(?=[\s;]|$)[^\n;]*/;

export const mermaid: ChartFormat = defineChartFormat({
  meta: {
    id: 'mermaid',
    title: 'Mermaid flowchart',
    answers: 'Which nodes and links does the chart draw?',
    source: { work: 'Mermaid flowchart syntax', url: 'https://mermaid.js.org/syntax/flowchart.html' },
    limits: ['Only flowcharts are read.', 'Subgraphs count as what is in them.', 'Invisible links are no arrows.'],
  },
  detect: (head) => (HEADER.test(head) ? 0.9 : 0),
  read(text, file) {
    assertWritten(text, file);
    const builder = chartBuilder(file);
    const header = HEADER.exec(text)?.[0];
    const fail = (because: string, line: number): Error => unreadableChart(file, because, `line ${line}`);
    if (header === undefined) throw fail('it does not begin with flowchart or graph', 1);
    for (const { groups, links } of mermaidChains(text, header.length, fail)) {
      for (const { id, label } of groups.flat()) builder.node(id, label === null ? undefined : linesOf(label));
      links.forEach((link, index) => {
        if (link.isVisible) join(builder, link, groups[index] ?? [], groups[index + 1] ?? []);
      });
    }
    return builder.chart();
  },
});

function join(builder: ChartBuilder, { isBothWays }: Link, starts: NodeMention[], ends: NodeMention[]): void {
  for (const { id: from } of starts) {
    for (const { id: to } of ends) {
      builder.edge(from, to);
      if (isBothWays) builder.edge(to, from);
    }
  }
}

/** A label may hold markup, Markdown between backticks, and characters by number as `#35;`. */
function linesOf(label: string): string[] {
  const plain = /^`[\s\S]*`$/.test(label) ? label.slice(1, -1).replace(/\*{1,2}|__/g, '') : label;
  return linesOfMarkup(plain).map((line) => withoutEntities(line, '#').replace(/^[✓✗] /, ''));
}
