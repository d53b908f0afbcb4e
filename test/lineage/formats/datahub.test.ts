import { describe, expect, it } from 'vitest';
import { datahub } from '../../../src/lineage/formats/datahub.ts';
import { foldGraph } from '../../../src/lineage/graph.ts';
import { fixturesOf, ofKind } from '../format-fixtures.ts';
import { readMutations } from '../hostile-exports.ts';
import { digest } from '../small-chain.ts';

const { names, text, read, readText } = fixturesOf(datahub);
const LOANS = { namespace: 'snowflake:PROD', name: 'bank.loans' };
const FEATURES = { namespace: 's3:PROD', name: 'bucket/features.parquet' };
const MODEL = { namespace: 'mlflow:PROD', name: 'credit_3' };
const proposal = (aspectName: string, json: unknown, urn = 'urn:li:dataset:(urn:li:dataPlatform:hive,a,PROD)') =>
  JSON.stringify([{ entityType: 'dataset', entityUrn: urn, changeType: 'UPSERT', aspectName, aspect: { json } }]);

describe('datahub', () => {
  it('is sure of its own fixtures and refuses other texts', () => {
    expect(names).toHaveLength(3);
    for (const name of names) expect(datahub.detect(text(name))).toBe(1);
    for (const other of ['', '{}', '[]', '{"aspect": {}}', '{"a": "urn:li:dataset:x"}']) {
      expect(datahub.detect(other)).toBe(0);
    }
  });

  it('reads one proposal', () => {
    const { facts, issues } = read('1-minimal.json');
    expect(issues).toEqual([]);
    expect(facts).toMatchObject([
      {
        kind: 'dataset-schema',
        dataset: LOANS,
        columns: ['income'],
        at: '2025-02-19T21:20:00.000Z',
        citation: { at: '/0' },
      },
    ]);
  });

  const { facts, issues, report } = read('2-real-shape.json');

  it('reads schema, owner, domain, rows and place of data sets', () => {
    expect(ofKind(facts, 'dataset-schema')[0]).toMatchObject({ dataset: LOANS, columns: ['income', 'age'] });
    expect(ofKind(facts, 'dataset-owner')).toMatchObject([
      { dataset: LOANS, owner: 'lending', at: '2025-01-01T00:00:00.000Z' },
    ]);
    expect(ofKind(facts, 'dataset-domain')[0]).toMatchObject({ dataset: LOANS, domain: 'credit-risk' });
    expect(ofKind(facts, 'dataset-rows')[0]).toMatchObject({ rows: 5120, at: '2025-01-04T14:13:20.000Z' });
    expect(ofKind(facts, 'dataset-alias')[0]).toMatchObject({
      dataset: FEATURES,
      alias: { namespace: 's3://bucket', name: 'features.parquet' },
    });
  });

  it('reads lineage of data sets and of columns, on the data set and on the job', () => {
    expect(ofKind(facts, 'dataset-derivation')[0]).toMatchObject({
      dataset: FEATURES,
      source: LOANS,
      at: '2025-01-16T04:00:00.000Z',
    });
    const columns = ofKind(facts, 'column-derivation');
    expect(columns.map(({ column, sourceColumn, transformation }) => [column, sourceColumn, transformation])).toEqual([
      ['debt_ratio', 'income', 'TRANSFORMATION'],
      ['debt_ratio', 'age', 'TRANSFORMATION'],
      ['age', 'age', 'IDENTITY'],
    ]);
    expect(ofKind(facts, 'job-dataset')).toMatchObject([
      { job: { namespace: 'airflow:prod', name: 'credit.build_features' }, dataset: LOANS, direction: 'input' },
      { dataset: FEATURES, direction: 'output' },
    ]);
  });

  it('reads a run under the id that its own system gives it, with the model at its version', () => {
    const run = foldGraph(facts, '9999').runs.get('0f0f0f0f');
    expect(run).toMatchObject({
      job: { name: 'credit.train' },
      state: 'COMPLETE',
      startedAt: '2025-01-27T17:46:40.000Z',
      endedAt: '2025-01-27T18:46:40.000Z',
    });
    expect(run?.outputs.map(({ version }) => version)).toEqual(['3']);
    expect(ofKind(facts, 'model-version')[0]).toMatchObject({
      dataset: MODEL,
      version: '3',
      model: 'credit',
      modelVersion: '3',
      run: '0f0f0f0f',
    });
    expect(ofKind(facts, 'dataset-digest')[0]).toMatchObject({ dataset: MODEL, version: '3', sha256: digest('e') });
    expect(ofKind(facts, 'dataset-type').map(({ type }) => type)).toContain('MODEL');
  });

  it('leads a model to its features and these to their data', () => {
    const table = { namespace: 'mlFeatureTable', name: 'credit_features' };
    expect(ofKind(facts, 'dataset-schema')[1]).toMatchObject({ dataset: table, columns: ['loan_id', 'debt_ratio'] });
    expect(ofKind(facts, 'dataset-derivation').slice(1)).toMatchObject([
      { dataset: MODEL, source: table },
      { dataset: table, source: FEATURES },
    ]);
  });

  it('counts entities and reports those that are named and not described', () => {
    expect(report).toMatchObject({
      records: 20,
      snapshots: 1,
      'entities/dataset': 2,
      datasetEdges: 1,
      columnEdges: 2,
      columnEdgesOnJobs: 1,
      runInputs: 1,
      runOutputs: 1,
      runEvents: 2,
      'dangling/dataJob': 1,
      'dangling/mlPrimaryKey': 1,
    });
    expect(issues.map(({ code }) => code)).toEqual([
      'lineage/reference-dangling',
      'lineage/reference-dangling',
      'lineage/time-missing',
    ]);
  });

  it('reports patches, removals and records that name nothing', () => {
    const broken = read('3-broken-aspects.json');
    expect(broken.facts.map(({ kind }) => kind)).toEqual(['dataset-derivation']);
    expect(broken.issues.map(({ code, place }) => [code, place?.at?.slice(0, 2)])).toEqual([
      ['lineage/event-malformed', '/5'],
      ['lineage/event-malformed', '/1'],
      ['lineage/event-malformed', '/4'],
      ['lineage/document-unread', '/2'],
      ['lineage/document-unread', '/3'],
      ['lineage/reference-dangling', '/0'],
      ['lineage/time-missing', '/0'],
    ]);
  });

  it('does not take a run for successful that ended without a result', () => {
    const event = { timestampMillis: 1738003600000, status: 'COMPLETE' };
    const ended = readText(proposal('dataProcessInstanceRunEvent', event, 'urn:li:dataProcessInstance:r'));
    expect(ofKind(ended.facts, 'run-state')).toMatchObject([{ run: 'r', state: 'OTHER' }]);
  });

  it('refuses to join every column with every other', () => {
    const fields = Array.from(
      { length: 200 },
      (_, index) => `urn:li:schemaField:(urn:li:dataset:(p,d,PROD),c${index})`,
    );
    const wide = readText(
      proposal('upstreamLineage', { fineGrainedLineages: [{ upstreams: fields, downstreams: fields }] }),
    );
    expect(wide.facts).toEqual([]);
    expect(wide.issues[0]).toMatchObject({ code: 'lineage/document-unread' });
  });

  it('throws only coded errors whatever stands in a proposal', () => {
    const { read: understood, refused } = readMutations(text('2-real-shape.json'));
    expect(understood).toBeGreaterThan(5000);
    expect(refused).toBeGreaterThan(0);
  });
});
