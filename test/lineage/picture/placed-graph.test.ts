import { expect, it } from 'vitest';
import { placedGraph } from '../../../src/lineage/picture/placed-graph.ts';
import { layoutGraph } from '../../../src/render/graph-layout.ts';
import { graphOf } from '../hostile-graph.ts';

/** A tree of many layers, the crowds of which lie far from what they lead to. */
function tree(size: number) {
  const sketches = Array.from({ length: size }, (_, index) => ({
    kind: (['run', 'dataset', 'code'] as const)[index % 3] ?? 'run',
    label: `warehouse/area_${index}`.repeat(1 + (index % 2)),
    detail: 'sha256 32115b13f5c6',
  }));
  return graphOf(
    sketches,
    sketches.slice(1).map((_, index) => [index + 1, Math.floor(index / 4)] as const),
  );
}

it('joins boxes at the sides that face each other, with no forward line through a third', () => {
  const graph = tree(120);
  const { nodes, lines, way } = placedGraph(graph, layoutGraph);
  expect(lines.filter(({ isForward }) => isForward)).toHaveLength(graph.edges.length);
  const boxes = nodes.map(({ node, x, y, width, height }) => ({
    ...{ id: node.id, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 },
  }));
  const pierced = lines.flatMap(({ points }, index) => {
    const { from, to } = graph.edges[index] ?? { from: '', to: '' };
    return points.slice(1).flatMap((point, step) => {
      const before = points[step] ?? point;
      const [x, y] = [(before.x + point.x) / 2, (before.y + point.y) / 2];
      return boxes.filter(
        ({ id, left, right, top, bottom }) =>
          id !== from && id !== to && left < x && x < right && top < y && y < bottom,
      );
    });
  });
  expect(pierced).toEqual([]);
  for (const [index, { points }] of lines.entries()) {
    const [start, end] = ['from', 'to'].map((key) =>
      boxes.find(({ id }) => id === graph.edges[index]?.[key as 'from']),
    );
    const [first, last] = [points[0], points.at(-1)];
    expect(way === 'LR' ? [first?.x, last?.x] : [first?.y, last?.y]).toEqual(
      way === 'LR' ? [start?.right, end?.left] : [start?.bottom, end?.top],
    );
  }
});

it('leaves a line that goes back as the layout gave it', () => {
  const graph = graphOf(
    [
      { kind: 'run', label: 'a' },
      { kind: 'dataset', label: 'b' },
    ],
    [
      [0, 1],
      [1, 0],
    ],
  );
  expect(
    placedGraph(graph, layoutGraph)
      .lines.map(({ isForward }) => isForward)
      .sort(),
  ).toEqual([false, true]);
});
