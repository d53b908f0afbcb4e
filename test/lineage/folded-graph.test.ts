import { expect, it } from 'vitest';
import { foldedGraph, isCrowd } from '../../src/lineage/folded-graph.ts';
import { graphOf } from './hostile-graph.ts';

it('collapses what is off the chain to one node beside each node of the chain that it touches', () => {
  const graph = graphOf(
    [
      { kind: 'run', label: 'train' },
      { kind: 'dataset', label: 'a' },
      { kind: 'run', label: 'other 1' },
      { kind: 'run', label: 'other 2' },
      { kind: 'dataset', label: 'far' },
      { kind: 'run', label: 'maker' },
    ],
    [
      [1, 0],
      [1, 2],
      [1, 3],
      [2, 4],
      [5, 1],
    ],
  );
  for (const node of graph.nodes.slice(2)) node.isOnChain = false;
  const { nodes, edges } = foldedGraph(graph);
  expect(nodes.map(({ label, stands, isOnChain }) => [label, stands, isOnChain])).toEqual([
    ['train', 1, true],
    ['a', 1, true],
    ['2 other runs', 2, false],
    ['1 other run', 1, false],
  ]);
  expect(edges.map(({ from, to, meaning }) => [from, meaning, to])).toEqual([
    ['id 1', 'is read by', 'id 0'],
    ['id 1', 'leads to', 'off-chain:out:id 1'],
    ['off-chain:in:id 1', 'writes', 'id 1'],
  ]);
});

it('folds crowds of sources and whatever is past sixty nodes, and loses no break', () => {
  const sketches = Array.from({ length: 500 }, (_, index) => ({
    kind: index % 2 === 0 ? ('run' as const) : ('dataset' as const),
    label: `n${index}`,
  }));
  const graph = graphOf(
    sketches,
    sketches.slice(1).map((_, index) => [index + 1, index] as const),
  );
  const { nodes, edges } = foldedGraph(graph);
  expect(nodes).toHaveLength(60);
  expect(nodes.reduce((sum, { stands }) => sum + stands, 0)).toBe(500);
  expect(nodes.at(-1)).toMatchObject({ label: '441 more', status: 'broken' });
  expect(edges.every(({ from, to }) => nodes.some(({ id }) => id === from) && nodes.some(({ id }) => id === to))).toBe(
    true,
  );
});

it('leaves a small graph without a chain as it is, and knows its crowds again', () => {
  const graph = graphOf(
    [
      { kind: 'run', label: 'r' },
      { kind: 'dataset', label: 'd' },
    ],
    [[0, 1]],
  );
  expect(foldedGraph(graph)).toEqual(graph);
  expect(isCrowd(['9 other runs', 'not on this chain'])).toBe(true);
  expect([isCrowd(['9 other runs']), isCrowd(['nine', 'not on this chain']), isCrowd([])]).toEqual([
    false,
    false,
    false,
  ]);
});
