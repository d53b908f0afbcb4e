import { expect, it } from 'vitest';
import { resolve } from './small-chain.ts';

it('holds the chain first, as it was resolved, and beside it whatever else is on record', async () => {
  const { chain, drawn } = await resolve();
  const graph = drawn();
  const onChain = graph.nodes.filter(({ isOnChain }) => isOnChain);
  expect(graph.nodes.slice(0, onChain.length)).toEqual(onChain);
  expect(onChain.map(({ id, status }) => [id, status])).toEqual(
    chain.graph.nodes.map(({ id, status }) => [id, status]),
  );
  const beside = graph.nodes.filter(({ isOnChain }) => !isOnChain);
  expect(beside.map(({ id }) => id)).toEqual(expect.arrayContaining(['run:score-1', 'run:train-1']));
  expect(beside.every(({ status }) => status === 'recorded')).toBe(true);
  expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(graph.nodes.length);
});

it('says of every node where it is recorded, and of data sets their names, versions and owners', async () => {
  const { nodes } = (await resolve()).drawn();
  expect(nodes.filter(({ citations }) => citations.length === 0)).toEqual([]);
  expect(nodes.find(({ label }) => label === 'm2.onnx')).toMatchObject({
    kind: 'model',
    names: [{ namespace: 'lake', name: 'm2.onnx' }],
    version: `sha256:${'3'.repeat(64)}`,
    sha256: '3'.repeat(64),
    owners: ['team:data'],
  });
  expect(nodes.find(({ label }) => label === 'score')?.run).toEqual({
    id: 'score-2',
    state: 'COMPLETE',
    startedAt: '2025-01-01T09:00:00.000Z',
    endedAt: '2025-01-01T10:00:00.000Z',
  });
});

it('gives every edge the meaning that its ends have', async () => {
  const { nodes, edges } = (await resolve()).drawn();
  const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const said = new Set(edges.map(({ from, to, meaning }) => `${kindOf.get(from)} ${meaning} ${kindOf.get(to)}`));
  expect([...said].sort()).toEqual([
    'code is the code of run',
    'dataset is read by run',
    'model is read by run',
    'run makes the decision prediction',
    'run writes dataset',
    'run writes model',
  ]);
});
