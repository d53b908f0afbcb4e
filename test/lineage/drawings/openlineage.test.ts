import { expect, it } from 'vitest';
import { openlineage } from '../../../src/lineage/drawings/openlineage.ts';
import { readLineage } from '../../../src/lineage/read-lineage.ts';
import { drawer, holdsForHostileGraphs } from '../hostile-graph.ts';
import { bytesOf, type Event, resolve } from '../small-chain.ts';

it('is one event a line whatever the names, with every facet saying who and where it is defined', () => {
  holdsForHostileGraphs((graph) => {
    const events = openlineage
      .draw(graph, drawer)
      .split('\n')
      .filter((line) => line !== '');
    expect(events).toHaveLength(graph.nodes.filter(({ kind }) => kind === 'run').length);
    for (const line of events) {
      const event = JSON.parse(line) as Event;
      expect(event['schemaURL']).toBe('https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent');
      const facets = [event['job'], ...event['inputs'], ...event['outputs']].flatMap((each) =>
        Object.values(each.facets as Event),
      );
      for (const facet of facets)
        expect(facet).toMatchObject({ _producer: drawer.producer, _schemaURL: expect.stringMatching(/^https:/) });
    }
  });
});

it('tells the chain so that it resolves again, without schemas to the same model and run', async () => {
  const { chain, drawn } = await resolve();
  const text = openlineage.draw(drawn(), drawer);
  expect(readLineage([{ path: 'x', bytes: bytesOf(text) }]).issues).toEqual([]);
  const events = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Event);
  const again = await resolve({ events });
  expect(again.chain.model).toMatchObject({ sha256: chain.model?.sha256, verified: true });
  expect(again.chain.runs.scoring?.id).toBe('score-2');
  expect(again.chain.training).toMatchObject({ name: 'training.parquet', verified: true, owners: ['team:data'] });
  expect(again.chain.featureCode).toMatchObject({ path: 'features.py', commit: 'c'.repeat(40) });
});
