import { describe, expect, it } from 'vitest';
import { dbt } from '../../../src/lineage/formats/dbt.ts';
import { claims, fixturesOf, ofKind } from '../format-fixtures.ts';
import { readMutations } from '../hostile-exports.ts';

const { text: textOf, read: readFixtures, readText } = fixturesOf(dbt);

const both = () => readFixtures('real.json', 'real-results.json');

describe('dbt', () => {
  it('is the surest of its own fixtures and refuses other texts', () => {
    for (const name of ['minimal.json', 'real.json', 'real-results.json', 'broken.json']) {
      expect(claims(textOf(name))[0]).toBe('dbt');
    }
    for (const text of ['', '{}', '[]', '{"nodes":{}}', '{"metadata":{},"results":[]}'])
      expect(dbt.detect(text)).toBe(0);
  });

  it('reads one seed', () => {
    const { facts, issues } = readFixtures('minimal.json');
    expect(issues).toEqual([]);
    expect(facts).toMatchObject([
      {
        kind: 'job-dataset',
        direction: 'output',
        job: { namespace: 'dbt', name: 'model.credit.codes' },
        dataset: { namespace: 'duckdb', name: 'bank.risk.codes' },
        at: '2025-02-01T10:00:10.000Z',
      },
      { kind: 'job-code', repository: 'dbt:credit', path: 'models/codes.sql', commit: `deadbeef${'0'.repeat(32)}` },
    ]);
  });

  it('reads through models that make no relation', () => {
    const inputs = ofKind(both().facts, 'job-dataset').filter(
      ({ job, direction }) => job.name === 'model.credit.people' && direction === 'input',
    );
    expect(inputs.map(({ dataset }) => dataset.name).sort()).toEqual([
      'bank.raw.loans',
      'bank.raw.people',
      'bank.risk.codes',
    ]);
  });

  it('gives each node that an invocation ran a run of its own, with what its manifest says', () => {
    const { facts } = both();
    expect(ofKind(facts, 'run-state').map(({ run, state, at }) => [run, state, at])).toEqual([
      ['i1/model.credit.people', 'START', '2025-02-01T09:59:00.000Z'],
      ['i1/model.credit.people', 'COMPLETE', '2025-02-01T09:59:30.000Z'],
      ['i1/test.credit.unique_people', 'START', '2025-02-01T09:59:40.000Z'],
      ['i1/test.credit.unique_people', 'FAIL', '2025-02-01T09:59:41.000Z'],
      ['i1/seed.credit.codes', 'ABORT', '2025-02-01T10:00:10.000Z'],
    ]);
    const written = ofKind(facts, 'run-dataset').filter(({ direction }) => direction === 'output');
    expect(written.map(({ run, dataset, state }) => [run, dataset.name, state])).toEqual([
      ['i1/model.credit.people', 'bank.risk.people', 'COMPLETE'],
      ['i1/seed.credit.codes', 'bank.risk.codes', 'ABORT'],
    ]);
  });

  it('does not take the manifest of another invocation for what a run read', () => {
    const results = textOf('real-results.json').replace('"i1"', '"i9"');
    const { facts, issues } = dbt.read([
      { text: textOf('real.json'), file: 'manifest.json' },
      { text: results, file: 'run_results.json' },
    ]);
    expect(ofKind(facts, 'run-dataset')).toEqual([]);
    expect(issues.map(({ code, place }) => [code, place?.file])).toContainEqual([
      'lineage/reference-dangling',
      'run_results.json',
    ]);
  });

  it('reads documented columns and owners', () => {
    const { facts } = both();
    expect(ofKind(facts, 'dataset-schema').map(({ columns }) => columns)).toEqual([['id', 'late']]);
    expect(ofKind(facts, 'dataset-owner').map(({ dataset, owner }) => [dataset.name, owner])).toEqual([
      ['bank.risk.people', 'team:risk'],
      ['bank.raw.loans', 'team:core'],
      ['bank.raw.people', 'team:core'],
    ]);
  });

  it('tells a steward from an owner', () => {
    const text = textOf('real.json').replace(
      '"owner": "team:risk"',
      '"owner": "team:risk", "steward": {"name": "Ana"}',
    );
    const people = ofKind(readText(text).facts, 'dataset-owner');
    expect(people.map(({ owner, role }) => [owner, role]).slice(0, 2)).toEqual([
      ['team:risk', undefined],
      ['Ana', 'steward'],
    ]);
  });

  it('counts nodes by type and results by status', () => {
    expect(both().report).toMatchObject({
      models: 2,
      seeds: 1,
      tests: 1,
      sources: 2,
      checksums: 3,
      parentEdges: 6,
      results: 3,
      'results/fail': 1,
    });
  });

  it('names nodes that are not there and what it cannot read', () => {
    const codes = (...names: string[]) =>
      readFixtures(...names).issues.map(({ code, place }) => [code.slice(8), place?.at]);
    expect(codes('real.json', 'real-results.json')).toEqual([
      ['reference-dangling', '/nodes/test.credit.unique_people'],
      ['time-missing', '/results/2'],
    ]);
    expect(codes('broken.json').sort()).toEqual([
      ['document-unread', '/2'],
      ['event-malformed', '/0/results/0'],
      ['event-malformed', '/0/results/1'],
      ['event-malformed', '/0/results/2'],
      ['event-malformed', '/1/nodes/model.a'],
      ['reference-dangling', '/1/nodes/model.b'],
      ['reference-dangling', '/metadata'],
      ['time-missing', '/0'],
      ['time-missing', '/0/results/1'],
      ['time-missing', '/2'],
    ]);
  });

  it('throws only coded errors when parts of a real shape are exchanged or cut', () => {
    expect(readMutations(textOf('real.json'), 4000).read).toBeGreaterThan(1000);
    expect(readMutations(textOf('minimal.json'), 6000).read).toBeGreaterThan(1000);
  });
});
