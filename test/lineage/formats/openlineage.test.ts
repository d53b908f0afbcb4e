import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/lineage/fact.ts';
import { openlineage } from '../../../src/lineage/formats/openlineage.ts';
import { fixturesOf } from '../format-fixtures.ts';
import { readMutations } from '../hostile-exports.ts';
import { digest } from '../small-chain.ts';

const folder = fileURLToPath(new URL('../../fixtures/lineage/openlineage/', import.meta.url));
const readText = (text: string, file: string) => openlineage.read([{ text, file }]);
const read = (name: string) => readText(readFileSync(`${folder}${name}`, 'utf8'), name);
const ofKind = <K extends Fact['kind']>(facts: Fact[], kind: K) =>
  facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);

describe('openlineage', () => {
  it('is sure of its own fixtures and refuses other texts', () => {
    for (const name of readdirSync(folder)) {
      expect(openlineage.detect(readFileSync(`${folder}${name}`, 'utf8'))).toBe(1);
    }
    for (const text of ['', 'PAR1', '{}', '[]', '<xml/>', '{"graph": []}', '{"process": "x"}']) {
      expect(openlineage.detect(text)).toBe(0);
    }
  });

  it('reads one object', () => {
    const { facts, issues } = read('1-minimal.json');
    expect(issues).toEqual([]);
    expect(facts).toMatchObject([
      { kind: 'run-state', state: 'COMPLETE', at: '2025-01-01T01:00:00.000Z', citation: { at: 'line 1' } },
      { kind: 'run-dataset', direction: 'input', dataset: { namespace: 'lake', name: 'a' }, version: null },
      { kind: 'run-dataset', direction: 'output', dataset: { namespace: 'lake', name: 'b' }, version: null },
    ]);
  });

  it('reads run, job and dataset events of several versions of the specification', () => {
    const { facts, issues } = read('2-real-shape.ndjson');
    expect(issues).toMatchObject([{ code: 'lineage/time-without-zone', place: { at: 'line 4' } }]);
    expect(ofKind(facts, 'run-state').map(({ at, state }) => [at, state])).toEqual([
      ['2025-02-01T09:00:00.123Z', 'START'],
      ['2025-02-01T09:05:00.000Z', 'COMPLETE'],
    ]);
    expect(ofKind(facts, 'run-parent')[0]).toMatchObject({ run: 'run-1', parent: 'run-0' });
    expect(ofKind(facts, 'run-engine')[0]?.engine).toBe('spark 3.5.1');
    expect(ofKind(facts, 'job-code').find(({ run }) => run === 'run-1')).toMatchObject({
      repository: 'https://forge.example/team/features',
      path: 'build.py',
      commit: `c0ffee${'0'.repeat(34)}`,
    });
    expect(ofKind(facts, 'job-code').find(({ run }) => run === null)).toMatchObject({
      job: { name: 'daily.report' },
      commit: null,
      branch: 'main',
      citation: { at: 'line 2' },
    });
    expect(ofKind(facts, 'job-dataset')).toMatchObject([{ direction: 'input', dataset: { name: 'features/people' } }]);
    expect(ofKind(facts, 'dataset-digest')).toMatchObject([{ version: '41', sha256: digest('a') }]);
    expect(ofKind(facts, 'dataset-schema')[0]?.columns).toEqual(['age', 'address', 'address.zip']);
    expect(ofKind(facts, 'dataset-owner').map(({ owner }) => owner)).toEqual(['team:b', 'team:a']);
    expect(ofKind(facts, 'dataset-alias')[0]?.alias).toEqual({ namespace: 'hive://meta', name: 'lake.people' });
    expect(ofKind(facts, 'dataset-rows').map(({ rows }) => rows)).toEqual([120, 118]);
    expect(ofKind(facts, 'dataset-type')[0]?.type).toBe('TABLE');
    expect(ofKind(facts, 'dataset-tag')[0]).toMatchObject({ key: 'pii', value: 'yes', run: null });
  });

  it('reads column lineage with and without transformations, and of the data set as a whole', () => {
    const derived = ofKind(read('2-real-shape.ndjson').facts, 'column-derivation');
    expect(
      derived.map(({ column, sourceColumn, transformation, masked }) => [column, sourceColumn, transformation, masked]),
    ).toEqual([
      ['address.zip', 'zip', 'IDENTITY', false],
      ['age', 'born', 'TRANSFORMATION', true],
      ['age', 'born', 'INDIRECT', false],
      [null, 'active', 'INDIRECT', false],
    ]);
  });

  it('cites each bad line and reads the rest', () => {
    const { facts, issues } = read('3-broken-lines.ndjson');
    expect(issues.map(({ code, place }) => [code, place?.at])).toEqual(
      ['line 2', 'line 4', 'line 5', 'line 6', 'line 7'].map((at) => ['lineage/event-malformed', at]),
    );
    expect(ofKind(facts, 'run-state').map(({ citation }) => citation.at)).toEqual(['line 1', 'line 7']);
  });

  it('reads what is whole of an array that was cut off', () => {
    const { facts, issues } = read('3-broken-cut-array.json');
    expect(ofKind(facts, 'run-state')).toHaveLength(2);
    expect(issues).toMatchObject([{ code: 'lineage/event-malformed' }]);
  });

  it('cites array elements by JSON pointer', () => {
    const event = JSON.parse(readFileSync(`${folder}1-minimal.json`, 'utf8')) as unknown;
    const { facts } = readText(JSON.stringify([event, event], null, 2), 'x.json');
    expect(ofKind(facts, 'run-state').map(({ citation }) => citation.at)).toEqual(['/0', '/1']);
  });

  it('does not fill a dossier with the lines of a file that is bad throughout', () => {
    const event = readFileSync(`${folder}1-minimal.json`, 'utf8').replaceAll('\n', '');
    const { issues } = readText(`${event}\n${'{"a":1,"b":2}\n'.repeat(500)}`, 'x.ndjson');
    expect(issues).toHaveLength(21);
    expect(issues.at(-1)?.message).toContain('480 more');
  });

  it('throws only coded errors when parts of a real shape are exchanged or cut', () => {
    const { read: understood, refused } = readMutations(fixturesOf(openlineage).text('2-real-shape.ndjson'));
    expect(understood).toBeGreaterThan(5000);
    expect(refused).toBeGreaterThan(0);
  });

  it('reads lineage that is stated of a data set or by a job, of whole data sets and of columns', () => {
    const source = (name: string, more: object = {}) => ({ namespace: 'lake', name, type: 'DATASET', ...more });
    const transformations = [{ type: 'DIRECT', subtype: 'IDENTITY' }];
    const fields = { income: { inputs: [source('raw', { field: 'inc', transformations })] } };
    const inputs = [source('raw'), source('cut', { field: 'day' }), { type: 'JOB', namespace: 'j', name: 'other' }];
    const event = { eventTime: '2025-01-01T10:00:00Z', producer: 'x', schemaURL: 'https://openlineage.io/spec/2-0-2' };
    const stated = { ...event, dataset: { namespace: 'lake', name: 'clean', facets: { lineage: { inputs, fields } } } };
    const entries = [source('clean', { inputs, fields }), { type: 'JOB', inputs: [source('raw')] }];
    const observed = {
      ...event,
      run: { runId: 'r' },
      job: { namespace: 'j', name: 'n', facets: { lineage: { entries } } },
    };
    for (const [told, run] of [
      [stated, null],
      [observed, 'r'],
    ] as const) {
      const { facts } = openlineage.read([{ text: JSON.stringify(told), file: 'x' }]);
      const dataset = { namespace: 'lake', name: 'clean' };
      expect(facts.filter(({ kind }) => kind !== 'run-state')).toMatchObject([
        { kind: 'column-derivation', run, dataset, column: 'income', sourceColumn: 'inc', transformation: 'IDENTITY' },
        { kind: 'column-derivation', run, dataset, column: null, sourceColumn: 'day' },
        { kind: 'dataset-derivation', run, dataset, source: { name: 'raw' } },
        { kind: 'dataset-derivation', run, dataset, source: { name: 'cut' } },
      ]);
    }
  });
});
