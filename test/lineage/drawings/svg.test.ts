import { expect, it } from 'vitest';
import { svg } from '../../../src/lineage/drawings/svg.ts';
import { shownText } from '../../../src/lineage/shown-text.ts';
import { drawer, graphOf, holdsForHostileGraphs } from '../hostile-graph.ts';
import { allOf, strictXml } from '../strict-xml.ts';

const ELEMENTS = new Set(['svg', 'title', 'desc', 'rect', 'text', 'g', 'path']);

it('is well-formed whatever the names, holds only what it draws, and says every name whole in a tooltip', () => {
  holdsForHostileGraphs((graph) => {
    const text = svg.draw(graph, drawer);
    expect(svg.draw(graph, drawer)).toBe(text);
    const elements = allOf(strictXml(text));
    expect(elements.filter(({ name }) => !ELEMENTS.has(name))).toEqual([]);
    expect(
      elements.flatMap(({ attributes }) => Object.keys(attributes)).filter((name) => /^on|href/i.test(name)),
    ).toEqual([]);
    const groups = elements.filter(({ attributes }) =>
      /^(prediction|dataset|model|run|code) /.test(attributes['class'] ?? ''),
    );
    expect(groups).toHaveLength(graph.nodes.length);
    groups.forEach((group, index) => {
      expect(group.children[0]?.text).toContain(shownText(graph.nodes[index]?.label ?? ''));
    });
  });
});

it('draws every node apart from every other, and text inside its box', () => {
  const sketches = Array.from({ length: 40 }, (_, index) => ({
    kind: (['dataset', 'run'] as const)[index % 2] ?? 'run',
    label: `warehouse/area_${index % 7}/a_table_of_the_bank_${index}.parquet`,
    detail: 'sha256 32115b13f5c6',
  }));
  const joins = sketches.slice(1).map((_, index) => [index + 1, Math.floor(index / 3)] as const);
  const elements = allOf(strictXml(svg.draw(graphOf(sketches, joins), drawer)));
  const [canvas] = elements;
  const groups = elements.filter(({ attributes }) => attributes['class'] !== undefined);
  expect(groups).toHaveLength(40);
  const boxes = groups.flatMap(({ children }) => children.filter(({ name }) => name === 'rect'));
  const sides = boxes.map(({ attributes: { x, y, width, height } }) => [x, y, width, height].map(Number));
  expect(sides.length).toBe(20);
  for (const [index, [x = 0, y = 0, width = 0, height = 0]] of sides.entries()) {
    expect(x + width).toBeLessThanOrEqual(Number(canvas?.attributes['width']));
    for (const [left = 0, top = 0, wide = 0, high = 0] of sides.slice(index + 1)) {
      expect(x + width <= left || left + wide <= x || y + height <= top || top + high <= y).toBe(true);
    }
  }
});

it('says the status by a sign and a width, not by colour alone', () => {
  const text = svg.draw(
    graphOf(
      [
        { kind: 'run', label: 'a' },
        { kind: 'run', label: 'b' },
        { kind: 'run', label: 'c' },
      ],
      [],
    ),
    drawer,
  );
  const groups = allOf(strictXml(text)).filter(({ attributes }) => attributes['class'] !== undefined);
  const looks = groups.map(({ children }) => [children.at(-1)?.text, children[1]?.attributes['stroke-width']]);
  expect(looks).toEqual([
    ['✓', '1.6'],
    ['b', '1'],
    ['✗', '3'],
  ]);
});
