import { describe, expect, it } from 'vitest';
import { marquez } from '../../../src/lineage/formats/marquez.ts';
import { openlineage } from '../../../src/lineage/formats/openlineage.ts';
import { foldGraph } from '../../../src/lineage/graph.ts';
import { fixturesOf, ofKind } from '../format-fixtures.ts';
import { readMutations } from '../hostile-exports.ts';

const { names, text, read, readText } = fixturesOf(marquez);
const uuid = (digit: string): string => [8, 4, 4, 4, 12].map((length) => digit.repeat(length)).join('-');
const made = (digit: string): string => {
  const [first = '', second = '', third = '', fourth = '', last = ''] = uuid(digit).split('-');
  return [first, second, `4${third.slice(1)}`, `8${fourth.slice(1)}`, last].join('-');
};

describe('marquez', () => {
  it('is surer of its own fixtures than OpenLineage is', () => {
    expect(names).toHaveLength(5);
    for (const name of names) {
      expect(marquez.detect(text(name))).toBeGreaterThan(0.5);
      expect(openlineage.detect(text(name))).toBeLessThan(marquez.detect(text(name)));
    }
    for (const other of ['', '{}', '[]', '{"graph": []}', '{"runs": [{"name": "projects/x"}]}']) {
      expect(marquez.detect(other)).toBe(0);
    }
  });

  it('knows an answer that holds events from the events themselves', () => {
    const event = '{"eventTime":"2025-01-01T00:00:00Z","producer":"https://openlineage.io/spec","run":{}}';
    expect(marquez.detect(`{"events":[${event}]}`)).toBeGreaterThan(openlineage.detect(`{"events":[${event}]}`));
    expect(marquez.detect(event)).toBe(0);
  });

  it('takes edges from a graph whose nodes tell nothing else, at any time', () => {
    const { facts, issues } = read('1-minimal.json');
    expect(facts).toMatchObject([
      {
        kind: 'job-dataset',
        at: '0000-01-01T00:00:00.000Z',
        job: { namespace: 'risk', name: 'score_loans' },
        dataset: { namespace: 'lake', name: 'loans' },
        direction: 'input',
        citation: { file: '1-minimal.json', at: '/graph/0/inEdges/0' },
      },
    ]);
    expect(issues.map(({ code }) => code)).toEqual(['lineage/time-missing']);
  });

  it('reads data sets, jobs, runs and their code from a lineage graph', () => {
    const { facts, issues, report } = read('2-real-shape.json');
    expect(issues).toEqual([]);
    const run = foldGraph(facts, '9999').runs.get(made('a'));
    expect(run).toMatchObject({
      job: { namespace: 'risk', name: 'build_features' },
      state: 'COMPLETE',
      startedAt: '2025-02-01T08:00:00.000Z',
      endedAt: '2025-02-01T08:30:00.000Z',
      parent: made('b'),
    });
    expect(run?.inputs[0]?.version).toBe(made('2'));
    expect(run?.outputs[0]?.version).toBe(`sha256:${'d'.repeat(64)}`);
    expect(run?.codes[0]).toMatchObject({
      repository: 'https://forge.example/risk/pipelines',
      path: 'features/build.py',
      commit: '0123456789abcdef0123456789abcdef01234567',
    });
    expect(ofKind(facts, 'dataset-schema').map(({ at, columns }) => [at, columns])).toEqual([
      ['2025-01-06T00:00:00.000Z', ['income', 'age']],
      ['2025-02-01T08:30:00.250Z', ['debt_ratio']],
    ]);
    expect(ofKind(facts, 'dataset-owner')[0]?.owner).toBe('team:loans');
    expect(ofKind(facts, 'dataset-tag')[0]).toMatchObject({ key: 'RAW', value: 'RAW' });
    expect(ofKind(facts, 'column-derivation')[0]).toMatchObject({
      column: 'debt_ratio',
      source: { namespace: 's3://lake', name: 'loans.parquet' },
      sourceColumn: 'income',
      transformation: 'TRANSFORMATION',
    });
    expect(report).toMatchObject({ nodes: 3, jobs: 1, runs: 1, datasets: 2, datasetEdges: 1, columnEdges: 1 });
  });

  it('reads lists of runs, versions, jobs and events, and the column graph', () => {
    const { facts, report } = read('2-real-shape-lists.ndjson');
    const { runs } = foldGraph(facts, '9999');
    expect([...runs.keys()]).toEqual([made('a'), made('c')]);
    expect(runs.get(made('a'))?.outputs.map(({ version }) => version)).toContain(made('3'));
    expect(ofKind(facts, 'dataset-schema')[0]).toMatchObject({ version: made('3'), columns: ['debt_ratio'] });
    expect(ofKind(facts, 'column-derivation')[0]).toMatchObject({
      dataset: { namespace: 'lake', name: 'features' },
      transformation: 'IDENTITY',
    });
    expect(report).toMatchObject({ runRecords: 2, datasetVersions: 1, jobRecords: 1, events: 1, danglingSources: 1 });
  });

  it('reports what cannot be read of a node, and reads the rest', () => {
    const { facts, issues } = read('3-broken-nodes.json');
    expect(facts).toEqual([]);
    expect(issues.filter(({ code }) => code === 'lineage/event-malformed').map(({ place }) => place?.at)).toEqual([
      '/graph/0',
      '/graph/1/data',
      '/graph/1/outEdges/0',
      '/graph/2/data',
      '/graph/3/data',
      '/graph/4',
    ]);
  });

  it('takes the column from the id of a node and says that its data disagrees', () => {
    const node = { id: 'datasetField:a:b:c', data: { dataset: 'other', inputFields: [] }, inEdges: [], outEdges: [] };
    expect(readText(JSON.stringify(node)).issues[0]?.message).toContain('is of b by its id and of other by its data');
  });

  it('throws only coded errors whatever stands in an answer', () => {
    for (const [name, runs] of [
      ['1-minimal.json', 3000],
      ['2-real-shape-lists.ndjson', 10_000],
    ] as const) {
      const { read: understood, refused } = readMutations(text(name), runs);
      expect(understood).toBeGreaterThan(runs / 2);
      expect(refused).toBeGreaterThan(0);
    }
  });
});
