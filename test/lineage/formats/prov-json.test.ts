import { describe, expect, it } from 'vitest';
import { UNDATED } from '../../../src/lineage/fact.ts';
import { provJson } from '../../../src/lineage/formats/prov-json.ts';
import { claims, fixturesOf, ofKind } from '../format-fixtures.ts';
import { readMutations } from '../hostile-exports.ts';

const { text: textOf, read: readFixtures } = fixturesOf(provJson);

const [seven, eight] = ['7', '8'].map((digit) => digit.repeat(64));
const second = 'https://bank.example/jobs/train/12';

describe('provJson', () => {
  it('is the surest of its own fixtures and refuses other texts', () => {
    for (const name of ['minimal.json', 'real.json', 'broken.json']) {
      expect(claims(textOf(name))[0]).toBe('prov-json');
    }
    for (const text of ['', '{}', '[]', '{"entity":{}}', '{"agent":"x"}', '{"prefix":{}}']) {
      expect(provJson.detect(text)).toBe(0);
    }
  });

  it('reads an activity with what it used and generated; names are written out and UUIDs in one spelling', () => {
    const { facts, issues } = readFixtures('minimal.json');
    const run = '0194c0de-0000-7000-8000-00000000000a';
    expect(issues).toEqual([]);
    expect(facts).toMatchObject([
      { kind: 'run-state', run, state: 'START', at: '2025-02-01T10:00:00.000Z' },
      { kind: 'run-state', run, state: 'COMPLETE', at: '2025-02-01T09:05:00.000Z' },
      { kind: 'run-dataset', run, direction: 'input', dataset: { namespace: 's3://lake', name: 'a.csv' } },
      { kind: 'run-dataset', run, direction: 'output', dataset: { name: 'b.csv' }, at: '2025-02-01T10:04:00.000Z' },
    ]);
  });

  it('takes an entity that specializes another for a version of it', () => {
    const used = ofKind(readFixtures('real.json').facts, 'run-dataset').filter(({ run }) => run === second);
    expect(used.map(({ direction, dataset, version }) => [direction, dataset.name, version])).toEqual([
      ['input', '/people.parquet', `sha256:${seven}`],
      ['output', '/model.onnx', '4'],
      ['input', '/people.parquet', `sha256:${seven}`],
      ['output', '/model.onnx', '4'],
    ]);
  });

  it('reads digests and types of entities, in any vocabulary and as typed literals', () => {
    const { facts } = readFixtures('real.json');
    expect(ofKind(facts, 'dataset-digest').map(({ version, sha256, at }) => [version, sha256, at])).toEqual([
      [`sha256:${seven}`, seven, UNDATED],
      ['4', eight, '2025-02-03T11:00:00.000Z'],
    ]);
    expect(ofKind(facts, 'dataset-type').map(({ dataset, type }) => [dataset.name, type])).toEqual([
      ['/people.parquet', 'TABLE'],
      ['/model.onnx', 'MODEL'],
    ]);
  });

  it('takes times from the records of start and end, the job from the plan, and failure from an attribute', () => {
    const { facts } = readFixtures('real.json');
    expect(ofKind(facts, 'run-state').map(({ run, job, state, at }) => [run.slice(-2), job.name, state, at])).toEqual([
      ['11', 'train', 'START', '2025-02-02T10:00:00.000Z'],
      ['11', 'train', 'FAIL', '2025-02-02T10:30:00.000Z'],
      ['12', 'train.py', 'START', '2025-02-03T10:00:00.000Z'],
      ['12', 'train.py', 'COMPLETE', '2025-02-03T11:00:00.000Z'],
    ]);
    expect(ofKind(facts, 'run-parent')).toMatchObject([{ run: second, parent: 'https://bank.example/jobs/nightly/3' }]);
  });

  it('names as owners the agent and those for whom it acts', () => {
    const owners = ofKind(readFixtures('real.json').facts, 'dataset-owner');
    expect(owners.map(({ owner }) => owner)).toEqual(['Ana Ruiz', 'https://bank.example/bank']);
  });

  it('reads a derivation without an activity as one without a run', () => {
    expect(ofKind(readFixtures('real.json').facts, 'dataset-derivation')).toMatchObject([
      {
        dataset: { name: '/people.parquet' },
        source: { namespace: 'file://lake.example', name: '/raw.csv' },
        run: null,
      },
    ]);
  });

  it('lets a bundle have prefixes of its own, and counts its records', () => {
    const { report, issues } = readFixtures('real.json');
    expect(issues).toEqual([]);
    expect(report).toMatchObject({ documents: 1, bundle: 1, entity: 5, used: 2, wasInformedBy: 1, wasDerivedFrom: 2 });
  });

  it('names what it cannot read, ends that are left open, and ends a circle of specializations', () => {
    const { issues, facts } = readFixtures('broken.json');
    expect(issues.map(({ code, place }) => [code.slice(8), place?.at])).toEqual([
      ['event-malformed', 'line 1'],
      ['event-malformed', '/entity'],
      ['event-malformed', '/activity/ex:a'],
      ['event-malformed', '/activity/ex:b'],
      ['event-malformed', '/wasGeneratedBy/_:g'],
      ['document-unread', '/comment'],
      ['time-missing', '/activity/ex:b/0'],
      ['reference-dangling', '/used/_:u'],
      ['reference-dangling', '/wasDerivedFrom/_:f'],
    ]);
    expect(ofKind(facts, 'run-dataset')).toMatchObject([{ dataset: { name: 'ex:p' }, version: null }]);
  });

  it('throws only coded errors when parts of a real shape are exchanged or cut', () => {
    expect(readMutations(textOf('real.json'), 4000).read).toBeGreaterThan(1000);
    expect(readMutations(textOf('minimal.json'), 6000).read).toBeGreaterThan(1000);
  });
});
