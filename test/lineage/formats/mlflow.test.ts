import { describe, expect, it } from 'vitest';
import { UNDATED } from '../../../src/lineage/fact.ts';
import { mlflow } from '../../../src/lineage/formats/mlflow.ts';
import { claims, fixturesOf, ofKind } from '../format-fixtures.ts';
import { readMutations } from '../hostile-exports.ts';

const { text: textOf, read: readFixtures, readText } = fixturesOf(mlflow);

const [trained, swept, failed] = ['a1', 'b2', 'f3'].map((pair) => pair.repeat(16));
const artefact = { namespace: 'mlflow-artifacts', name: `/41/${trained}/artifacts/model` };

describe('mlflow', () => {
  it('is the surest of its own fixtures and refuses other texts', () => {
    for (const name of ['minimal.json', 'real.json', 'export.json', 'broken.json']) {
      expect(claims(textOf(name))[0]).toBe('mlflow');
    }
    for (const text of ['', '{}', '[]', '{"runs":[]}', '{"name":"x","version":"1"}'])
      expect(mlflow.detect(text)).toBe(0);
  });

  it('reads one run', () => {
    const { facts, issues } = readFixtures('minimal.json');
    expect(issues).toEqual([]);
    expect(facts).toMatchObject([
      { kind: 'run-state', run: 'r1', job: { name: 'train.py' }, state: 'START', at: '2025-01-01T10:00:00.000Z' },
      { kind: 'run-state', state: 'COMPLETE', at: '2025-01-01T11:00:00.000Z', citation: { at: '/run' } },
      { kind: 'job-code', repository: 'train.py', path: null, commit: `c0ffee${'0'.repeat(34)}` },
    ]);
  });

  it('takes the tag that names a steward for what it says', () => {
    const text = textOf('real.json').replace('"key": "owner"', '"key": "steward"');
    const people = ofKind(readText(text).facts, 'dataset-owner');
    expect(people.map(({ owner, role }) => [owner, role])).toEqual([['team:models', 'steward']]);
  });

  it('leads a registered version to the artefact, the run that made it and the data sets that the run read', () => {
    const { facts } = readFixtures('real.json');
    const version = ofKind(facts, 'model-version').find(({ modelVersion }) => modelVersion === '3');
    expect(version).toMatchObject({ dataset: artefact, version: '0d'.repeat(16), run: trained, model: 'denial' });
    expect(ofKind(facts, 'dataset-digest').find(({ dataset }) => dataset.name === artefact.name)).toMatchObject({
      version: '0d'.repeat(16),
      sha256: 'e'.repeat(64),
    });
    expect(ofKind(facts, 'dataset-owner')).toMatchObject([{ dataset: artefact, owner: 'team:models' }]);
    expect(ofKind(facts, 'dataset-alias').map(({ alias }) => alias.name)).toContain('models:/denial/3');
    const used = ofKind(facts, 'run-dataset').filter(({ run }) => run === trained);
    expect(used.map(({ direction, dataset, version: of }) => [direction, dataset.namespace, dataset.name, of])).toEqual(
      [
        ['input', 's3://lake', 'features/people.parquet', 'd'.repeat(64)],
        ['input', 'delta_table', 'risk.held_out', '12'],
        ['output', artefact.namespace, artefact.name, '0d'.repeat(16)],
        ['output', artefact.namespace, artefact.name, '0d'.repeat(16)],
      ],
    );
  });

  it('reads schema, rows and context of an input, and the columns of a model from its signature', () => {
    const { facts } = readFixtures('real.json');
    expect(ofKind(facts, 'dataset-schema').map(({ columns }) => columns)).toEqual([
      ['age', 'debt', 'label'],
      ['age', 'debt', 'label'],
      ['age', 'debt'],
    ]);
    expect(ofKind(facts, 'dataset-rows').map(({ rows }) => rows)).toEqual([1200, 300]);
    expect(ofKind(facts, 'dataset-tag').map(({ key, value }) => [key, value])).toEqual([
      ['mlflow.data.context', 'training'],
      ['mlflow.data.context', 'evaluation'],
      ['model_sha256', 'e'.repeat(64)],
      ['owner', 'team:models'],
    ]);
  });

  it('tells the states of runs, their parents, engine and experiment', () => {
    const { facts } = readFixtures('real.json');
    expect(ofKind(facts, 'run-state').map(({ run, state }) => [run, state])).toEqual([
      [trained, 'START'],
      [trained, 'COMPLETE'],
      [swept, 'START'],
      [swept, 'RUNNING'],
      [failed, 'START'],
      [failed, 'FAIL'],
    ]);
    expect(new Set(ofKind(facts, 'run-state').map(({ job }) => job.name))).toEqual(new Set(['/credit/denial']));
    expect(ofKind(facts, 'run-parent')).toMatchObject([{ run: trained, parent: swept }]);
    expect(ofKind(facts, 'run-engine').map(({ engine }) => engine)).toEqual(['mlflow 2.19.0', 'mlflow 2.19.0']);
  });

  it('finds the code by project, by git tags and by those of Databricks, and takes a branch for no commit', () => {
    const { facts } = readFixtures('real.json', 'export.json');
    expect(
      ofKind(facts, 'job-code').map(({ repository, path, commit, branch }) => [repository, path, commit, branch]),
    ).toEqual([
      ['git@forge.example:team/credit.git', 'training', `abcdef${'1'.repeat(34)}`, 'main'],
      ['/home/ana/sweep.ipynb', null, null, null],
      ['https://forge.example/team/credit', 'notebooks/train', '1234567', 'dev'],
      ['https://forge.example/team/credit.git', 'notebooks/fit.py', 'feedface', null],
    ]);
  });

  it('reads a run as mlflow-export-import writes it', () => {
    const { facts, issues } = readFixtures('export.json');
    expect(issues).toEqual([]);
    expect(ofKind(facts, 'run-state').map(({ state }) => state)).toEqual(['START', 'ABORT']);
    expect(ofKind(facts, 'run-dataset')).toMatchObject([{ dataset: { namespace: 'mlflow:code', name: 'loans' } }]);
  });

  it('names pages that lack, versions without their run, and what it cannot read', () => {
    const codes = (name: string) => readFixtures(name).issues.map(({ code, place }) => [code.slice(8), place?.at]);
    expect(codes('real.json')).toEqual([
      ['document-unread', '/0'],
      ['reference-dangling', '/3/model_versions/0'],
      ['reference-dangling', '/3/model_versions/1'],
    ]);
    expect(codes('broken.json').sort()).toEqual([
      ['document-unread', '/1'],
      ['event-malformed', '/0/runs/0'],
      ['event-malformed', '/0/runs/1'],
      ['event-malformed', '/0/runs/2'],
      ['event-malformed', '/0/runs/2'],
      ['event-malformed', '/0/runs/2'],
      ['event-malformed', '/0/runs/2'],
      ['event-malformed', '/3'],
      ['reference-dangling', '/2/model_versions/0'],
      ['time-missing', '/0/runs/2'],
      ['time-missing', '/0/runs/3'],
      ['time-missing', '/2/model_versions/0'],
    ]);
  });

  it('takes a run that is closed without a time for one that nobody saw end', () => {
    const states = ofKind(readFixtures('broken.json').facts, 'run-state');
    expect(states.map(({ run, state, at }) => [run, state, at])).toEqual([
      ['x1', 'OTHER', UNDATED],
      ['x2', 'START', '2025-02-01T09:00:00.000Z'],
      ['x2', 'OTHER', '2025-02-01T09:00:00.000Z'],
    ]);
  });

  it('throws only coded errors when parts of a real shape are exchanged or cut', () => {
    expect(readMutations(textOf('real.json'), 4000).read).toBeGreaterThan(1000);
    expect(readMutations(textOf('minimal.json'), 6000).read).toBeGreaterThan(1000);
  });
});
