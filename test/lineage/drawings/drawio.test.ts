import { expect, it } from 'vitest';
import { drawio as chart } from '../../../src/lineage/charts/drawio.ts';
import { drawio } from '../../../src/lineage/drawings/drawio.ts';
import { shownText } from '../../../src/lineage/shown-text.ts';
import { drawer, graphOf, holdsForHostileGraphs } from '../hostile-graph.ts';
import { allOf, type Element, strictXml } from '../strict-xml.ts';

/** The part of https://www.drawio.com/mxfile.xsd that is used: children and attributes of each element. */
const SCHEMA: Record<string, { children: string[]; attributes: RegExp }> = {
  mxfile: { children: ['diagram'], attributes: /^host$/ },
  diagram: { children: ['mxGraphModel'], attributes: /^(id|name)$/ },
  mxGraphModel: {
    children: ['root'],
    attributes:
      /^(dx|dy|grid|gridSize|guides|tooltips|connect|arrows|fold|page|pageScale|pageWidth|pageHeight|math|shadow)$/,
  },
  root: { children: ['mxCell', 'UserObject'], attributes: /^$/ },
  UserObject: { children: ['mxCell'], attributes: /^./ },
  mxCell: { children: ['mxGeometry'], attributes: /^(id|parent|value|style|vertex|edge|source|target)$/ },
  mxGeometry: { children: ['Array'], attributes: /^(x|y|width|height|relative|as)$/ },
  Array: { children: ['mxPoint'], attributes: /^as$/ },
  mxPoint: { children: [], attributes: /^[xy]$/ },
};

function fits({ name, attributes, children }: Element): boolean {
  const rule = SCHEMA[name];
  return (
    rule !== undefined &&
    children.every((child) => rule.children.includes(child.name)) &&
    Object.keys(attributes).every((attribute) => rule.attributes.test(attribute))
  );
}

it('keeps the schema of draw.io and its rules on ids, whatever the names', () => {
  holdsForHostileGraphs((graph) => {
    const text = drawio.draw(graph, drawer);
    expect(drawio.draw(graph, drawer)).toBe(text);
    const elements = allOf(strictXml(text));
    expect(elements.filter((element) => !fits(element))).toEqual([]);
    const cells = elements.filter(({ name }) => name === 'mxCell').map(({ attributes }) => attributes);
    const ids = elements.flatMap(({ name, attributes: { id } }) =>
      name !== 'diagram' && id !== undefined ? [id] : [],
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, 2)).toEqual(['0', '1']);
    for (const { parent, source, target, vertex, edge } of cells) {
      for (const end of [parent, source, target]) expect(end === undefined || ids.includes(end)).toBe(true);
      expect(vertex === '1' && edge === '1').toBe(false);
    }
    expect(cells.filter(({ edge }) => edge === '1')).toHaveLength(graph.edges.length);
    const labels = elements.filter(({ name }) => name === 'UserObject').map(({ attributes }) => attributes['label']);
    expect(labels.map((label) => label?.split('\n')[0])).toEqual(graph.nodes.map(({ label }) => shownText(label)));
  }, 150);
});

it('is read back by the reader of charts with all its boxes and connectors', () => {
  const sketches = ['raw/a.csv', 'job "x" & <y>', 'é漢'].map((label) => ({ kind: 'run' as const, label, detail: 'd' }));
  const graph = graphOf(sketches, [
    [0, 1],
    [1, 2],
  ]);
  const { nodes, edges } = chart.read(drawio.draw(graph, drawer), 'x.drawio');
  expect(nodes.map(({ lines }) => lines)).toEqual([
    ['raw/a.csv', 'd'],
    ['job "x" &', 'd'],
    ['é漢', 'd'],
  ]);
  expect(edges).toEqual([
    { from: '1:n0', to: '1:n1' },
    { from: '1:n1', to: '1:n2' },
  ]);
});
