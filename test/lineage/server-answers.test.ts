import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLineage } from '../../src/lineage/read-lineage.ts';
import { bytesOf, digest, found, probe, resolve } from './small-chain.ts';

// What real servers answered to `dossier lineage pull`; test/peers/{mlflow,marquez}_server.py told them their histories.

const FIXTURES = 'test/fixtures/lineage';
const records = (path: string): unknown[] =>
  readFileSync(`${FIXTURES}/${path}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

const marquez = records('marquez/server-0.51.ndjson');
const withoutEvents = marquez.filter((answer) => !Object.hasOwn(answer as object, 'events'));

const asked = {
  prediction: {
    runId: 'eeeeeeee-eeee-7eee-8eee-eeeeeeeeeeee',
    decidedAt: '2025-01-13T08:30:00.000Z',
    modelVersion: 'v1',
  },
  case: {
    models: [
      {
        version: 'v1',
        dataset: 'model-3.onnx',
        inputs: ['income', 'debt'],
        positiveClass: 1,
        cutoff: 0.5,
        adverseWhen: 'above' as const,
      },
    ],
  },
  probe: probe({ 'model-3.onnx': digest('3'), 'features.parquet': digest('1'), 'raw-1.csv': digest('5') }, found),
};

describe('a Marquez server on PostgreSQL', () => {
  it('leads a decision to the older model, its features and the code of that time', async () => {
    const { chain, codes } = await resolve({ ...asked, events: marquez });
    expect(chain.model).toMatchObject({ name: 'model-3.onnx', grade: 'verified', sha256: digest('3') });
    expect(chain.training).toMatchObject({ name: 'features.parquet', verified: true, sha256: digest('1') });
    expect(chain.upstream).toMatchObject([{ name: 'raw-1.csv', verified: true }]);
    expect(chain.code.map(({ stage, commit }) => [stage, commit?.[0]])).toEqual([
      ['scoring', 'b'],
      ['training', 'a'],
      ['features', 'a'],
    ]);
    expect(codes).toEqual([
      'lineage/code-differs',
      'lineage/columns-untraced',
      'lineage/document-unread',
      'lineage/owner-missing',
      'lineage/source-data',
      'lineage/steward-missing',
    ]);
  });

  it('counts an event about a data set alone that it does not give, and tells of it in the versions', () => {
    const { facts, issues } = readLineage([
      { path: 'x', bytes: readFileSync(`${FIXTURES}/marquez/server-0.51.ndjson`) },
    ]);
    expect(issues.map(({ message }) => message)).toEqual([
      'the server counts 11 events and gave 10: those about data sets or jobs alone it does not give',
    ]);
    const tags = facts.filter((fact) => fact.kind === 'dataset-tag' && fact.key === 'model_version');
    expect(tags).not.toEqual([]);
    for (const tag of tags) expect(tag).toMatchObject({ dataset: { name: 'model-3.onnx' }, value: 'v1' });
  });

  it('numbers what runs read apart from what it holds, so that without the events nothing is settled', async () => {
    const { chain, codes } = await resolve({ ...asked, events: withoutEvents });
    expect(chain.model).toBeNull();
    expect(codes).toContain('lineage/model-version-conflict');
  });
});

describe('an MLflow 3 server', () => {
  const answers = records('mlflow/server-3.ndjson');
  const facts = readLineage([
    { path: 'x', bytes: bytesOf(answers.map((each) => JSON.stringify(each)).join('\n')) },
  ]).facts;
  const versions = facts.filter((fact) => fact.kind === 'model-version');
  const scoring = facts.find((fact) => fact.kind === 'run-state' && fact.job.name === 'denial.score');

  it('tells which model a run read, which only its answer about that one run does', async () => {
    expect(scoring?.kind).toBe('run-state');
    const runId = scoring?.kind === 'run-state' ? scoring.run : '';
    const read = facts.filter(
      (fact) => fact.kind === 'run-dataset' && fact.run === runId && fact.dataset.namespace === 'mlflow-artifacts',
    );
    const second = versions.find(({ modelVersion }) => modelVersion === '2');
    expect(read).toMatchObject([{ direction: 'input', dataset: second?.dataset, version: second?.version }]);
    const { chain, codes } = await resolve({
      events: answers,
      asOf: '9999-01-01T00:00:00Z',
      prediction: { runId, decidedAt: scoring?.at ?? '', modelVersion: '2' },
      case: { models: [{ ...asked.case.models[0]!, version: '2', dataset: 'models:/denial/2' }] },
    });
    expect(chain.runs.training?.id).toBe(second?.run);
    expect(chain.training).toMatchObject({ name: 'features/training-v2.parquet', rows: 60 });
    expect(chain.code.map(({ stage, path, commit }) => [stage, path, commit?.[0]])).toEqual([
      ['scoring', 'denial/score.py', 'c'],
      ['training', 'denial/train.py', 'c'],
    ]);
    expect(codes).not.toContain('lineage/model-version-conflict');
  });
});
