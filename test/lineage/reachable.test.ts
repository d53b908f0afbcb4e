import { expect, it } from 'vitest';
import { reachable } from '../../src/lineage/reachable.ts';

const edges = [
  ['a', 'b'],
  ['b', 'c'],
  ['c', 'a'],
  ['c', 'd'],
].map(([from = '', to = '']) => ({ from, to }));

it('follows edges to the end, round circles too', () => {
  const flows = reachable(edges);
  expect([...flows('a')].sort()).toEqual(['a', 'b', 'c', 'd']);
  expect([...flows('d')]).toEqual([]);
});

it('reaches a stop and goes no further', () => {
  expect([...reachable(edges, (id) => id === 'c')('a')].sort()).toEqual(['b', 'c']);
});
