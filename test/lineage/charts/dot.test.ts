import { describe, expect, it } from 'vitest';
import { dot } from '../../../src/lineage/charts/dot.ts';
import { codeOfChart, mutatedCharts } from '../hostile-charts.ts';

const read = (body: string) => dot.read(`digraph { ${body} }`, 'x');
const named = (body: string) => read(body).nodes.map(({ id, lines }) => `${id}: ${lines.join(' / ')}`);
const arrows = (body: string) => read(body).edges.map(({ from, to }) => `${from}>${to}`);

const rich = `/* by hand */
strict digraph "the lake" {
  graph [rankdir=LR]; node [shape=box] // looks
  a [label="raw/a.csv\\nS3" shape=cylinder];
  b [label=<<b>curate</b><br/>nightly>]
  subgraph cluster_0 { label = "x"; c; d [label="a \\"b\\""] }
  a -> b -> { c d } [style=dashed, label="writes"]
  "e f":port:n -> 3.5
# a line of the preprocessor
}
`;

describe('a DOT graph', () => {
  it('gives nodes with their labels, in quotes, HTML or none', () => {
    expect(dot.read(rich, 'x').nodes.map(({ lines }) => lines)).toEqual([
      ['raw/a.csv', 'S3'],
      ['curate', 'nightly'],
      ['c'],
      ['a "b"'],
      ['e f'],
      ['3.5'],
    ]);
    expect(named('a [label="x" + "y"]; b [xlabel="no"]')).toEqual(['a: xy', 'b: b']);
  });

  it('gives edges of chains and groups, and takes a label of an edge for no label of a node', () => {
    expect(dot.read(rich, 'x').edges.map(({ from, to }) => `${from}>${to}`)).toEqual(['a>b', 'b>c', 'b>d', 'e f>3.5']);
    expect(arrows('{a b} -> {c; d}')).toEqual(['a>c', 'a>d', 'b>c', 'b>d']);
    expect(named('a -> b [label="x"]')).toEqual(['a: a', 'b: b']);
    expect(dot.read('graph { a -- b }', 'x').edges).toEqual([{ from: 'a', to: 'b' }]);
  });

  it('is known by its first words, past comments', () => {
    expect(
      [rich, 'graph{}', 'digraph G {', '{"a":1}', 'flowchart LR', 'graph TD\n a-->b'].map((text) => dot.detect(text)),
    ).toEqual([0.9, 0.9, 0.9, 0, 0, 0]);
  });

  it.each([
    ['a graph that does not end', 'digraph { a -> b'],
    ['a string that does not end', 'digraph { a [label="x] }'],
    ['an edge to nowhere', 'digraph { a -> }'],
    ['what follows the graph', 'digraph {} x'],
    ['nesting without end', `digraph ${'{'.repeat(5000)}`],
    [
      'groups that stand for too many edges',
      `digraph { {${'a b c d e '.repeat(1)}${Array.from({ length: 400 }, (_, i) => `n${i}`).join(' ')}} -> {${Array.from({ length: 400 }, (_, i) => `m${i}`).join(' ')}} }`,
    ],
  ])('refuses %s', (_, text) => {
    expect(codeOfChart(dot, text)).toBe('input/chart-unreadable');
  });

  it('gives a chart or a coded error for 10,000 mutations', () => {
    const { read: readable, refused } = mutatedCharts(dot, [rich, 'digraph { a -> b; b -> {c d} [label="x"] }']);
    expect(readable).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(500);
  });
});
