import { describe, expect, it } from 'vitest';
import { mermaid } from '../../../src/lineage/charts/mermaid.ts';
import { codeOfChart, mutatedCharts } from '../hostile-charts.ts';

const chart = (...lines: string[]): string => ['flowchart LR', ...lines].join('\n');
const read = (...lines: string[]) => mermaid.read(chart(...lines), 'x');
const named = (...lines: string[]) => read(...lines).nodes.map(({ id, lines: held }) => `${id}: ${held.join(' / ')}`);
const arrows = (...lines: string[]) => read(...lines).edges.map(({ from, to }) => `${from}>${to}`);

const rich = `---
title: x
---
%% drawn by hand
flowchart TD
  A[(raw/a.csv)] --> B["curate<br/>nightly"]:::job
  B -->|writes| C([out]) & D{{model}}
  subgraph s1 [The lake]
    direction TB
    E[/x/] -.-> F[\\y\\]
  end
  C == thick ==> E; D -- text --- F
  G@{ shape: cyl, label: "shaped" } ~~~ A
  classDef job fill:#fff
  class A,B job
  style A fill:#f9f
  click A "https://example.org"
`;

describe('a Mermaid flowchart', () => {
  it('gives nodes of every shape with their labels', () => {
    expect(
      named(
        'a[x] --> b(x y)',
        'c([q]) --> d[[q]]',
        'e((q)) --> f{q}',
        'g>q] --> h(((q)))',
        'i["q (r)"] --> j[/q/]',
        'k',
      ),
    ).toEqual(['a: x', 'b: x y', 'c: q', 'd: q', 'e: q', 'f: q', 'g: q', 'h: q', 'i: q (r)', 'j: q', 'k: k']);
  });

  it('gives links of every kind, chains and groups', () => {
    expect(arrows('a --> b --> c', 'd & e --> f & g')).toEqual(['a>b', 'b>c', 'd>f', 'd>g', 'e>f', 'e>g']);
    expect(
      arrows('a-->b', 'b---c', 'c-.->d', 'd==>e', 'e--xf', 'f -- some text --> g', 'g <--> h', 'h -->|t| i'),
    ).toEqual([...['a>b', 'b>c', 'c>d', 'd>e', 'e>f', 'f>g', 'g>h', 'h>g', 'h>i']]);
    expect(arrows('a ~~~ b')).toEqual([]);
  });

  it('passes over comments, looks, subgraphs and front matter', () => {
    const { nodes, edges } = mermaid.read(rich, 'x');
    expect(nodes.map(({ lines }) => lines[0])).toEqual(['raw/a.csv', 'curate', 'out', 'model', 'x', 'y', 'shaped']);
    expect(edges.map(({ from, to }) => `${from}>${to}`)).toEqual(['A>B', 'B>C', 'B>D', 'E>F', 'C>E', 'D>F']);
    expect(mermaid.detect(rich)).toBe(0.9);
  });

  it('reads characters by number and markdown in labels', () => {
    expect(named('a["x #34;y#34; #amp; z"]', 'b["`**bold** text`"]')).toEqual(['a: x "y" & z', 'b: bold text']);
  });

  it.each([
    ['a sequence diagram', 'sequenceDiagram\n a->>b: x'],
    ['a label that does not end', chart('a["x')],
    ['a link to nowhere', chart('a -->')],
    ['what is no statement', chart('a b')],
    ['boxes without number', chart(Array.from({ length: 20_001 }, (_, index) => `n${index}`).join('\n'))],
  ])('refuses %s', (_, text) => {
    expect(codeOfChart(mermaid, text)).toBe('input/chart-unreadable');
  });

  it('gives a chart or a coded error for 10,000 mutations', () => {
    const { read: readable, refused } = mutatedCharts(mermaid, [rich, chart('a[x] --> b(y) & c{z}', 'c -- t --> d')]);
    expect(readable).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(500);
  });
});
