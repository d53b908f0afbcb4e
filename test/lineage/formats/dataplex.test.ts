import { describe, expect, it } from 'vitest';
import { UNDATED } from '../../../src/lineage/fact.ts';
import { dataplex } from '../../../src/lineage/formats/dataplex.ts';
import { claims, fixturesOf, ofKind } from '../format-fixtures.ts';
import { readMutations } from '../hostile-exports.ts';

const { text: textOf, read: readFixtures } = fixturesOf(dataplex);

const run = '0194c0de-0000-7000-8000-00000000000a';

describe('dataplex', () => {
  it('is the surest of its own fixtures and refuses other texts', () => {
    for (const name of ['minimal.json', 'real.json', 'broken.json']) {
      expect(claims(textOf(name))[0]).toBe('dataplex');
    }
    for (const text of ['', '{}', '[]', '{"runs":[]}', '{"links":[]}']) expect(dataplex.detect(text)).toBe(0);
  });

  it('reads one link of a search as a derivation without a run', () => {
    const { facts, issues, report } = readFixtures('minimal.json');
    expect(issues).toEqual([]);
    expect(facts).toMatchObject([
      {
        kind: 'dataset-derivation',
        at: '2025-02-01T10:00:00.000Z',
        source: { namespace: 'bigquery', name: 'bank.raw.loans' },
        dataset: { namespace: 'bigquery', name: 'bank.risk.loans' },
        run: null,
        citation: { at: '/links/0' },
      },
    ]);
    expect(report).toMatchObject({ links: 1, entities: 2, datasetEdges: 1 });
  });

  it('reads runs with their states, under the OpenLineage run id where the API took them from there', () => {
    const { facts } = readFixtures('real.json');
    expect(ofKind(facts, 'run-state').map((fact) => [fact.run.split('/').at(-1), fact.state, fact.at])).toEqual([
      [run, 'START', '2025-02-01T09:59:00.000Z'],
      [run, 'COMPLETE', '2025-02-01T10:05:00.123Z'],
      ['r2', 'START', '2025-02-02T09:59:00.000Z'],
      ['r2', 'FAIL', '2025-02-02T10:00:00.000Z'],
      ['r3', 'OTHER', '2025-02-03T10:00:00.000Z'],
    ]);
    expect(ofKind(facts, 'run-state')[0]?.job).toEqual({
      namespace: 'projects/55/locations/eu',
      name: 'airflow:nightly.load',
    });
  });

  it('reads the facets that the API keeps as attributes: engine, parent and code', () => {
    const { facts } = readFixtures('real.json');
    expect(ofKind(facts, 'run-engine')).toMatchObject([{ run, engine: 'Airflow 2.10' }]);
    expect(ofKind(facts, 'run-parent')).toMatchObject([{ run, parent: '0194c0de-0000-7000-8000-00000000000b' }]);
    expect(ofKind(facts, 'job-code')[0]).toMatchObject({
      run,
      repository: 'https://forge.example/team/etl',
      path: 'load.py',
      commit: '0badc0de',
    });
  });

  it('names tables, objects and files as OpenLineage names them', () => {
    const used = ofKind(readFixtures('real.json').facts, 'run-dataset');
    expect(used.map(({ direction, dataset }) => [direction, dataset.namespace, dataset.name])).toEqual([
      ['input', 'gs://lake', 'raw/2025.01/loans.csv'],
      ['output', 'bigquery', 'bank.raw.loans'],
      ['input', 'bigquery', 'bank.raw.loans'],
      ['output', 'bigquery', 'bank.risk.loans'],
      ['input', 'file://host7', '/in/a.txt'],
      ['output', 'bigquery', 'bank.risk.loans'],
    ]);
  });

  it('reads links between columns, an exact copy as IDENTITY', () => {
    expect(ofKind(readFixtures('real.json').facts, 'column-derivation')).toMatchObject([
      { run, column: 'late.days', sourceColumn: 'days', transformation: 'IDENTITY' },
    ]);
  });

  it('names pages that lack, runs that are not there and what it cannot read', () => {
    const codes = (name: string) => readFixtures(name).issues.map(({ code, place }) => [code.slice(8), place?.at]);
    expect(codes('real.json')).toEqual([
      ['document-unread', '/1'],
      ['reference-dangling', '/2/lineageEvents/1'],
    ]);
    expect(codes('broken.json').sort()).toEqual([
      ['document-unread', '/2'],
      ['event-malformed', '/0/lineage_events/0/links/0'],
      ['event-malformed', '/0/lineage_events/0/links/1'],
      ['event-malformed', '/0/lineage_events/1'],
      ['event-malformed', '/1'],
      ['time-missing', '/0/lineage_events/0'],
      ['time-missing', '/0/lineage_events/1'],
      ['time-missing', '/1'],
    ]);
    expect(ofKind(readFixtures('broken.json').facts, 'run-state')).toMatchObject([{ state: 'OTHER', at: UNDATED }]);
  });

  it('throws only coded errors when parts of a real shape are exchanged or cut', () => {
    expect(readMutations(textOf('real.json')).read).toBeGreaterThan(1000);
  });
});
