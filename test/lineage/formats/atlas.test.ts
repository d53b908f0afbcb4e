import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { atlas } from '../../../src/lineage/formats/atlas.ts';
import { foldGraph } from '../../../src/lineage/graph.ts';
import { readLineage } from '../../../src/lineage/read-lineage.ts';
import { fixturesOf, ofKind } from '../format-fixtures.ts';
import { codeOf, readMutations } from '../hostile-exports.ts';
import { digest } from '../small-chain.ts';

const { names, text, read, readText } = fixturesOf(atlas);
const LOANS = { namespace: 'atlas://main/hive_table', name: 'bank.loans' };
const FEATURES = { namespace: 'atlas://main/hive_table', name: 'bank.features' };
const members = text('2-real-shape-export.ndjson').trim().split('\n');
const archive = (extra: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({ ...Object.fromEntries(members.map((member, index) => [`${index}.json`, strToU8(member)])), ...extra });
const readZip = (bytes: Uint8Array) => readLineage([{ path: 'export.zip', bytes }]);

describe('atlas', () => {
  it('is sure of its own fixtures and refuses other texts', () => {
    expect(names).toHaveLength(5);
    for (const name of names) expect(atlas.detect(text(name))).toBeGreaterThanOrEqual(0.8);
    for (const other of ['', '{}', '[]', '["x"]', '{"entity": {}}', '{"entities": [1]}', '{"typeName": 1}']) {
      expect(atlas.detect(other)).toBe(0);
    }
  });

  it('reads a process whose data sets are named and not described', () => {
    const { facts, issues, report } = read('1-minimal.json');
    expect(issues).toEqual([]);
    expect(facts).toMatchObject([
      { kind: 'job-dataset', dataset: LOANS, direction: 'input', at: '2025-01-01T01:00:00.000Z' },
      { kind: 'job-dataset', dataset: FEATURES, direction: 'output', citation: { at: '/entity' } },
    ]);
    expect(report).toMatchObject({ entities: 1, datasetEdges: 1, dangling: 0 });
  });

  it('reads the entities of an export: tables, columns, owners, places, and the last run', () => {
    const { facts, issues, report } = read('2-real-shape-export.ndjson');
    expect(issues).toEqual([]);
    expect(ofKind(facts, 'column-derivation')).toMatchObject([
      {
        dataset: FEATURES,
        column: 'debt_ratio',
        source: LOANS,
        sourceColumn: 'income',
        transformation: 'TRANSFORMATION',
      },
    ]);
    expect(ofKind(facts, 'dataset-schema').map(({ columns }) => columns)).toEqual([['income'], ['debt_ratio']]);
    expect(ofKind(facts, 'dataset-owner').map(({ owner }) => owner)).toEqual(['lending', 'risk']);
    expect(ofKind(facts, 'dataset-alias')[0]).toMatchObject({
      dataset: FEATURES,
      alias: { namespace: 'hdfs://lake.example:8020', name: '/bank/features' },
    });
    expect(ofKind(facts, 'dataset-tag')[0]).toMatchObject({ key: 'classification', value: 'PII' });
    expect([...foldGraph(facts, '9999').runs.values()]).toMatchObject([
      { state: 'COMPLETE', startedAt: '2025-01-01T00:40:00.000Z', endedAt: '2025-01-01T00:56:40.000Z' },
    ]);
    expect(report).toMatchObject({
      entities: 7,
      'entities/hive_column': 2,
      datasetEdges: 1,
      columnEdges: 1,
      dangling: 0,
    });
  });

  it('reads the same from an archive, and cites the member', () => {
    const { facts, reports } = readZip(archive());
    expect(facts).toHaveLength(read('2-real-shape-export.ndjson').facts.length);
    expect(facts[0]?.citation.file).toMatch(/^export\.zip!\/\d\.json$/);
    expect(reports).toMatchObject([{ format: 'atlas', documents: 6, counts: { entities: 7 } }]);
  });

  it('names what an archive lists or counts and does not hold', () => {
    const guid = '00000000-0000-0000-0000-000000000000';
    const order = strToU8(JSON.stringify([guid]));
    const listed = readZip(archive({ 'atlas-export-order.json': order }));
    expect(listed.issues.map(({ message }) => message)).toEqual([
      `export.zip!/atlas-export-order.json lists ${guid}, which the export does not hold`,
    ]);
    const counted = readText(members.filter((_, index) => index !== 2).join('\n'));
    expect(counted.issues.map(({ message }) => message)).toContain('the export counts 2 hive_table and holds 1');
  });

  it('tells processes from data sets in a lineage answer of Purview, and maps columns', () => {
    const { facts, issues, report } = read('2-real-shape-lineage.json');
    expect(issues.map(({ code }) => code)).toEqual(['lineage/time-missing']);
    expect(ofKind(facts, 'job-dataset').map(({ dataset, direction }) => [dataset.name, direction])).toEqual([
      ['/raw/loans.csv', 'input'],
      ['/gold/features.parquet', 'output'],
    ]);
    expect(ofKind(facts, 'column-derivation')).toMatchObject([{ column: 'income', sourceColumn: 'income' }]);
    expect(ofKind(facts, 'dataset-alias')[0]?.alias).toEqual({
      namespace: 'abfss://raw@bank.dfs.core.windows.net',
      name: '/loans.csv',
    });
    expect(ofKind(facts, 'dataset-domain')[0]?.domain).toBe('lending');
    expect(ofKind(facts, 'dataset-owner')[0]?.owner).toBe('risk-team');
    expect(report).toMatchObject({ entities: 3, relations: 2, datasetEdges: 1, columnEdges: 1 });
  });

  it('reads a hook message: executions are runs, models bear their version and digest', () => {
    const { facts, issues } = read('2-real-shape-hook.json');
    expect(issues).toEqual([]);
    const run = foldGraph(facts, '9999').runs.get('train:3:run-1@main');
    expect(run).toMatchObject({ state: 'COMPLETE', startedAt: '2025-01-01T00:41:40.000Z' });
    expect(run?.outputs.map(({ version }) => version)).toEqual(['3']);
    expect(ofKind(facts, 'model-version')[0]).toMatchObject({ model: 'credit', modelVersion: '3' });
    expect(ofKind(facts, 'dataset-digest')[0]).toMatchObject({ version: '3', sha256: digest('f') });
    expect(ofKind(facts, 'dataset-type')[0]).toMatchObject({ type: 'MODEL', at: '2025-01-01T00:58:20.000Z' });
  });

  it('reports references that lead nowhere and relations that cannot be', () => {
    const { issues, report } = read('3-broken-references.json');
    expect(issues.map(({ code, place }) => [code, place?.at])).toEqual([
      ['lineage/event-malformed', '/guidEntityMap/x'],
      ['lineage/event-malformed', '/relations/1'],
      ['lineage/event-malformed', '/relations/2'],
      ['lineage/reference-dangling', expect.stringContaining('/guidEntityMap/3333')],
      ['lineage/reference-dangling', '/relations/0'],
      ['lineage/time-missing', expect.any(String)],
    ]);
    expect(report).toMatchObject({ entities: 2, dangling: 2 });
  });

  it('finds no entities in an empty list', () => {
    expect(readText('[]')).toMatchObject({ facts: [], issues: [], report: { entities: 0 } });
  });

  it('names messages of the old form', () => {
    const old = {
      message: { type: 'ENTITY_CREATE', entities: [{ jsonClass: 'Reference', typeName: 'hive_db', id: {} }] },
    };
    expect(readText(JSON.stringify(old)).issues[0]).toMatchObject({ code: 'lineage/event-malformed' });
  });

  it('refuses to join every execution with every data set', () => {
    const many = (count: number, item: (index: number) => unknown) =>
      Array.from({ length: count }, (_, index) => item(index));
    const inputs = many(300, (index) => ({ typeName: 't', uniqueAttributes: { qualifiedName: `d${index}` } }));
    const process = { typeName: 'p', guid: 'p', attributes: { qualifiedName: 'p', inputs } };
    const executions = many(300, (index) => ({
      typeName: 'p_execution',
      guid: `e${index}`,
      attributes: { qualifiedName: `e${index}`, process: { guid: 'p' }, endTime: 1735693000000 },
    }));
    const { facts, issues } = readText(JSON.stringify({ entities: [process, ...executions] }));
    expect(facts).toHaveLength(300);
    expect(issues.map(({ code }) => code)).toContain('lineage/document-unread');
  });

  it('ends on types that extend each other in a circle', () => {
    const types = {
      entityDefs: [
        { name: 'a', superTypes: ['b'] },
        { name: 'b', superTypes: ['a'] },
      ],
    };
    const entity = { typeName: 'a', guid: 'x', attributes: { qualifiedName: 'x' } };
    expect(readText(`${JSON.stringify(types)}\n${JSON.stringify(entity)}`).facts).toEqual([]);
  });

  it('throws only coded errors whatever stands in a record', () => {
    for (const name of names.filter((each) => each.startsWith('2'))) {
      const { read: understood, refused } = readMutations(text(name), 3400);
      expect(understood).toBeGreaterThan(1700);
      expect(refused).toBeGreaterThan(0);
    }
  });

  it('throws only coded errors whatever happens to the bytes of an archive', () => {
    const bytes = archive();
    const codes = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (edits) => {
          const changed = bytes.slice();
          for (const [at, byte] of edits) changed[at] = byte;
          codes.add(codeOf(changed));
        },
      ),
      { seed: 5, numRuns: 1000 },
    );
    expect([...codes].sort()).toEqual(expect.arrayContaining(['input/lineage-unreadable', 'none']));
  });
});
