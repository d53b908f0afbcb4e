import { expect, it } from 'vitest';
import { mermaid as chart } from '../../../src/lineage/charts/mermaid.ts';
import { mermaid } from '../../../src/lineage/drawings/mermaid.ts';
import { shownText } from '../../../src/lineage/shown-text.ts';
import { drawer, holdsForHostileGraphs } from '../hostile-graph.ts';

// A small part of Mermaid's flow.jison, line by line; a parser made from that file has read drawings of the same names.
const TEXT = String.raw`(?:[\p{L}\p{M}\p{N} _.,/✓✗-]|#\d+;|<br/>)*`;
const NODE = new RegExp(
  `^  n\\d+(?:\\(\\["${TEXT}"\\]\\)|\\[\\("${TEXT}"\\)\\]|\\{\\{"${TEXT}"\\}\\}|\\["${TEXT}"\\]|\\[/"${TEXT}"/\\])$`,
  'u',
);
const LINK = /^ {2}n\d+ -->\|[a-z ]+\| n\d+$/;
const LOOK =
  /^ {2}(?:classDef (?:verified|recorded|broken) [a-z0-9#:,-]+|class n\d+(?:,n\d+)* (?:verified|recorded|broken))$/;

it('is one statement a line whatever the names, and holds every name', () => {
  holdsForHostileGraphs((graph) => {
    const text = mermaid.draw(graph, drawer);
    expect(mermaid.draw(graph, drawer)).toBe(text);
    const [header, title, ...lines] = text.trimEnd().split('\n');
    expect(header).toBe('flowchart LR');
    expect(title).toMatch(new RegExp(`^  accTitle: ${TEXT}$`, 'u'));
    const nodes = lines.slice(0, graph.nodes.length);
    const links = lines.slice(nodes.length, nodes.length + graph.edges.length);
    expect(nodes.filter((line) => !NODE.test(line))).toEqual([]);
    expect(links.filter((line) => !LINK.test(line))).toEqual([]);
    expect(lines.slice(nodes.length + links.length).filter((line) => !LOOK.test(line))).toEqual([]);
    expect(lines.filter((line) => /direction\s/.test(line))).toEqual([]);
    expect(nodes.map(label)).toEqual(graph.nodes.map((node) => shownText(node.label)));
  });
});

function label(line: string): string {
  const [first = ''] = (/"([^"]*)"/.exec(line)?.[1] ?? '').split('<br/>');
  return first.replace(/^[✓✗] /, '').replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

it('is read back with as many nodes and edges', () => {
  holdsForHostileGraphs((graph) => {
    const { nodes, edges } = chart.read(mermaid.draw(graph, drawer), 'x.mmd');
    expect([nodes.length, edges.length]).toEqual([graph.nodes.length, graph.edges.length]);
  });
});
