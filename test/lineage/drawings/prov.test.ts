import { expect, it } from 'vitest';
import { prov } from '../../../src/lineage/drawings/prov.ts';
import { readLineage } from '../../../src/lineage/read-lineage.ts';
import { drawer, graphOf, holdsForHostileGraphs } from '../hostile-graph.ts';
import { bytesOf, resolve } from '../small-chain.ts';

type Group = Record<string, Record<string, unknown>>;

it('is PROV-JSON whose every name has a prefix and whose relations join what is there, whatever the names', () => {
  holdsForHostileGraphs((graph) => {
    const text = prov.draw(graph, drawer);
    const { prefix, ...groups } = JSON.parse(text) as Record<string, Group>;
    const elements = ['entity', 'activity', 'agent'].flatMap((kind) => Object.keys(groups[kind] ?? {}));
    for (const id of elements) expect(id).toMatch(/^[a-z]+\d*:[\p{L}\p{N}._~/@+*$!&=%-]*$/u);
    for (const id of elements) expect(prefix).toHaveProperty([id.slice(0, id.indexOf(':'))]);
    const ends = Object.entries(groups)
      .filter(([kind]) => !['entity', 'activity', 'agent'].includes(kind))
      .flatMap(([, group]) => Object.values(group).flatMap((relation) => Object.values(relation)));
    expect(ends.filter((end) => !elements.includes(String(end)))).toEqual([]);
  });
});

it('says who owns what, which plan a run followed and where the records lie', () => {
  const graph = graphOf(
    [
      { kind: 'run', label: 'job' },
      { kind: 'dataset', label: 'a.csv', owner: 'team' },
      { kind: 'code', label: 'a.py' },
    ],
    [
      [0, 1],
      [2, 0],
    ],
  );
  const document = JSON.parse(prov.draw(graph, drawer)) as Record<string, Group>;
  expect(Object.values(document['wasAttributedTo'] ?? {})).toEqual([
    { 'prov:entity': 'ns1:a.csv', 'prov:agent': 'agent:team' },
  ]);
  expect(Object.values(document['wasAssociatedWith'] ?? {})[0]).toMatchObject({ 'prov:plan': 'job:lake/job' });
  expect(document['entity']?.['job:lake/job']).toMatchObject({ 'dossier:path': 'a.py' });
  expect(document['entity']?.['ns1:a.csv']).toMatchObject({ 'dossier:cites': ['a.csv, line 1'] });
});

it('is read back by the reader of PROV with the same runs, versions and digests', async () => {
  const { drawn } = await resolve();
  const { facts, issues } = readLineage([{ path: 'x.json', bytes: bytesOf(prov.draw(drawn(), drawer)) }]);
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const uses = facts.flatMap((fact) => (fact.kind === 'run-dataset' ? [`${fact.dataset.name} ${fact.version}`] : []));
  expect(uses).toContain(`urn:dossier:namespace:lake/m2.onnx sha256:${'3'.repeat(64)}`);
  expect(facts.filter(({ kind }) => kind === 'run-state').length).toBe(10);
});
