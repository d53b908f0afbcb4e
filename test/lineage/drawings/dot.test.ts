import { expect, it } from 'vitest';
import { dot as chart } from '../../../src/lineage/charts/dot.ts';
import { dot } from '../../../src/lineage/drawings/dot.ts';
import { shownText } from '../../../src/lineage/shown-text.ts';
import { drawer, holdsForHostileGraphs } from '../hostile-graph.ts';

// The grammar of https://graphviz.org/doc/info/lang.html, line by line as it is written here. Graphviz itself (as
// @viz-js/viz) has read drawings of the same names.
const STRING = String.raw`"(?:[^"\\\n]|\\["\\n])*"`;
const VALUE = String.raw`(?:${STRING}|[A-Za-z]+|\d+(?:\.\d+)?)`;
const ATTRIBUTE = `[a-z]+=${VALUE}`;
const ATTRIBUTES = `\\[${ATTRIBUTE}(?: ${ATTRIBUTE})*\\]`;
const LINE = new RegExp(`^  (?:graph|node|edge|n\\d+(?: -> n\\d+)?) ${ATTRIBUTES};$`, 'u');

it('is one statement a line whatever the names, and holds every name', () => {
  holdsForHostileGraphs((graph) => {
    const text = dot.draw(graph, drawer);
    expect(dot.draw(graph, drawer)).toBe(text);
    const lines = text.split('\n');
    expect([lines[0], ...lines.slice(-2)]).toEqual(['digraph lineage {', '}', '']);
    expect(lines.slice(1, -2).filter((line) => !LINE.test(line))).toEqual([]);
    expect(lines).toHaveLength(6 + graph.nodes.length + graph.edges.length);
    const labels = lines
      .flatMap((line) => /^ {2}n\d+ \[label="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? [])
      .slice(0, graph.nodes.length);
    expect(labels.map(firstLine)).toEqual(graph.nodes.map(({ label }) => shownText(label)));
  });
});

function firstLine(label: string): string {
  const line = /^(?:[^\\]|\\[^n])*/.exec(label)?.[0] ?? '';
  return line.replace(/\\(.)/g, '$1').replaceAll('&amp;', '&');
}

it('is read back with as many nodes and edges', () => {
  holdsForHostileGraphs((graph) => {
    const { nodes, edges } = chart.read(dot.draw(graph, drawer), 'x.dot');
    expect([nodes.length, edges.length]).toEqual([graph.nodes.length, graph.edges.length]);
  });
});
