import { describe, expect, it } from 'vitest';
import type { GraphBlock } from '../../src/core/block.ts';
import { DETAIL_SIZE, type GraphFigure, graphFigure } from '../../src/render/graph-figure.ts';
import { openKit } from '../../src/render/open-kit.ts';
import { drawOrder } from '../../src/render/order-chart.ts';
import { Pen } from '../../src/render/pen.ts';
import { defaultTheme } from '../../src/render/theme.ts';
import { demoDocument, lineage } from './demo-document.ts';

const pen = new Pen(openKit(demoDocument), defaultTheme, drawOrder);
const room = { width: pen.width, height: 610 };

const node = (id: string): GraphBlock['nodes'][number] => ({
  id,
  shape: 'box',
  label: `data set number ${id}`,
  detail: 'version 2025-01-01, sha256 9f86d081884c',
  tone: 'neutral',
});

/** `layers` layers of `breadth` nodes, each leading to its neighbours in the next layer. */
function lattice(layers: number, breadth: number): GraphBlock {
  const ids = Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: breadth }, (__, at) => `${layer}-${at}`),
  );
  const edges = ids
    .slice(1)
    .flatMap((row, layer) =>
      row.flatMap((to, at) => [at, (at + 1) % breadth].map((from) => ({ from: ids[layer]?.[from] ?? '', to }))),
    );
  return { ...lineage, nodes: ids.flat().map(node), edges };
}

const smallest = ({ scale }: GraphFigure): number => DETAIL_SIZE * scale;

describe('graphFigure', () => {
  it.each([
    ['the demo of 20 nodes', lineage],
    ['a chain of 12', lattice(12, 1)],
    ['5 layers of 5', lattice(5, 5)],
    ['2 layers of 12', lattice(2, 12)],
    ['one layer of 25', lattice(1, 25)],
  ])('keeps letters of 6.5 points or more and the width of the page for %s', (_, block) => {
    const figure = graphFigure(pen, block, room);
    expect(smallest(figure)).toBeGreaterThanOrEqual(6.5 - 1e-9);
    expect(figure.width * figure.scale).toBeLessThanOrEqual(room.width + 1e-6);
    expect(figure.nodes).toHaveLength(block.nodes.length);
  });

  it('keeps the demo of 20 nodes on one page', () => {
    const { height, scale } = graphFigure(pen, lineage, room);
    expect(height * scale).toBeLessThanOrEqual(room.height);
  });

  it('leads a small graph from left to right', () => {
    const { nodes } = graphFigure(pen, lattice(3, 1), room);
    expect(nodes.map(({ x }) => x)).toEqual(nodes.map(({ x }) => x).sort((a, b) => a - b));
    expect(new Set(nodes.map(({ y }) => y)).size).toBe(1);
  });

  it('leaves out edges to nodes that are not there', () => {
    const { lines } = graphFigure(pen, { ...lattice(2, 1), edges: [{ from: '0-0', to: 'gone' }] }, room);
    expect(lines).toEqual([]);
  });

  it('keeps every letter of labels and details', () => {
    const { nodes } = graphFigure(pen, lineage, room);
    expect(nodes.map(({ label, detail }) => [...label, ...detail].join('').replaceAll(' ', ''))).toEqual(
      lineage.nodes.map(({ label, detail }) => `${label}${detail}`.replaceAll(' ', '')),
    );
  });
});
