import { describe, expect, it } from 'vitest';
import { aws } from '../../../src/lineage/formats/aws.ts';
import { foldGraph } from '../../../src/lineage/graph.ts';
import { fixturesOf, ofKind } from '../format-fixtures.ts';
import { readMutations } from '../hostile-exports.ts';

const { names, text, read, readText } = fixturesOf(aws);
const ACCOUNT = 'arn:aws:sagemaker:eu-central-1:111122223333';
const MODEL_DATA = { namespace: 's3://models', name: 'credit-2025-01/model.tar.gz' };

describe('aws', () => {
  it('is sure of its own fixtures and refuses other texts', () => {
    expect(names).toHaveLength(3);
    for (const name of names.filter((each) => !each.startsWith('3'))) expect(aws.detect(text(name))).toBe(1);
    for (const other of [
      '',
      '{}',
      '[]',
      '{"Jobs": []}',
      '{"Arn": "arn:aws:sagemaker:x"}',
      '{"Datasets": [{"Name": 1}]}',
    ]) {
      expect(aws.detect(other)).toBe(0);
    }
  });

  it('reads an association between artifacts that no answer describes', () => {
    const { facts, issues, report } = read('1-minimal.json');
    expect(facts).toMatchObject([
      {
        kind: 'dataset-derivation',
        dataset: { namespace: ACCOUNT, name: 'artifact/bb' },
        source: { namespace: ACCOUNT, name: 'artifact/aa' },
        citation: { at: '/AssociationSummaries/0' },
      },
    ]);
    expect(issues.map(({ code }) => code)).toEqual(['lineage/reference-dangling', 'lineage/reference-dangling']);
    expect(report).toMatchObject({ associations: 1, danglingEnds: 2 });
  });

  const { facts, issues, report } = read('2-real-shape.ndjson');
  const { runs, identity } = foldGraph(facts, '9999');
  const run = (name: string) => runs.get(`${ACCOUNT}:${name}`);
  const same = (one: { namespace: string; name: string }, other: { namespace: string; name: string }): boolean =>
    identity.keyOf(one) === identity.keyOf(other);

  it('leads from a batch of scores over the model to the data that trained it', () => {
    const scored = run('transform-job/score-2025-02');
    const trained = run('training-job/credit-2025-01');
    expect(scored?.state).toBe('COMPLETE');
    expect(scored?.inputs.map(({ dataset }) => dataset)).toContain(identity.keyOf(MODEL_DATA));
    expect(trained?.outputs.map(({ dataset }) => dataset)).toEqual([identity.keyOf(MODEL_DATA)]);
    expect(trained).toMatchObject({ startedAt: '2025-01-10T08:05:00.000Z', endedAt: '2025-01-10T09:00:00.000Z' });
    expect(same({ namespace: ACCOUNT, name: 'model/credit' }, MODEL_DATA)).toBe(true);
    expect(trained?.inputs.map(({ dataset }) => dataset)).toEqual([
      identity.keyOf({ namespace: 's3://lake', name: 'features/' }),
    ]);
  });

  it('knows the version, the code and the run of a model package', () => {
    expect(ofKind(facts, 'model-version')).toMatchObject([
      { dataset: MODEL_DATA, model: 'credit-group', modelVersion: '4', run: `${ACCOUNT}:training-job/credit-2025-01` },
    ]);
    expect(run('training-job/credit-2025-01')?.codes).toMatchObject([
      { repository: 'https://forge.example/risk/training', commit: 'abcdef0123456789abcdef0123456789abcdef01' },
    ]);
  });

  it('keeps a failed job apart, with the feature group that it was to write', () => {
    const failed = run('processing-job/features-2025-01');
    expect(failed?.state).toBe('FAIL');
    expect(failed?.outputs).toHaveLength(2);
    const group = { namespace: ACCOUNT, name: 'feature-group/applicants' };
    expect(same(group, { namespace: 's3://lake', name: 'store/applicants/data' })).toBe(true);
    expect(same(group, { namespace: 'awsglue://default', name: 'sagemaker_featurestore.applicants_1' })).toBe(true);
    expect(ofKind(facts, 'dataset-schema')[0]).toMatchObject({ dataset: group, columns: ['debt_ratio', 'loan_id'] });
  });

  it('reads tables, visual jobs, runs and crawlers of Glue', () => {
    const loans = { namespace: 'awsglue://111122223333', name: 'bank.loans' };
    expect(ofKind(facts, 'dataset-schema')[1]).toMatchObject({
      dataset: loans,
      columns: ['income', 'day'],
      at: '2025-01-04T14:13:20.500Z',
    });
    expect(ofKind(facts, 'dataset-owner')).toMatchObject([{ dataset: loans, owner: 'lending' }]);
    const uses = ofKind(facts, 'job-dataset').map(({ job, direction, dataset }) => [job.name, direction, dataset.name]);
    expect(uses).toEqual(
      expect.arrayContaining([
        ['clean', 'input', 'bank.loans'],
        ['clean', 'output', 'clean/'],
        ['crawler/find', 'input', 'raw/'],
        ['endpoint-config/live', 'input', 'model/credit'],
        ['action/deploy', 'input', 'artifact/model'],
      ]),
    );
    expect(ofKind(facts, 'job-code').find(({ job }) => job.name === 'clean')).toMatchObject({
      repository: 'risk/pipelines',
      commit: '1234567890abcdef1234567890abcdef12345678',
      branch: 'main',
    });
    expect(runs.get('jr_1')).toMatchObject({ job: { name: 'clean' }, state: 'COMPLETE' });
  });

  it('reads data sets and runs of DataBrew', () => {
    const brewed = runs.get('db_1');
    expect(brewed?.inputs.map(({ dataset }) => dataset)).toEqual([
      identity.keyOf({ namespace: 's3://lake', name: 'raw/applicants.csv' }),
    ]);
    expect(brewed?.outputs.map(({ dataset }) => dataset)).toEqual([
      identity.keyOf({ namespace: 's3://lake', name: 'brew/out.csv' }),
    ]);
  });

  it('counts what the answers hold, and names the ends that none describes', () => {
    expect(report).toMatchObject({
      responses: 17,
      associations: 3,
      'associations/ContributedTo': 2,
      artifacts: 1,
      danglingEnds: 2,
      jobRuns: 2,
    });
    expect(issues.map(({ code }) => code)).toEqual(['lineage/reference-dangling', 'lineage/reference-dangling']);
  });

  it('reports answers that name nothing or are of nothing that is read here', () => {
    const broken = read('3-broken-answers.ndjson');
    expect(broken.facts).toEqual([]);
    expect(broken.issues.map(({ code, place }) => [code, place?.at])).toEqual([
      ['lineage/event-malformed', 'line 1'],
      ['lineage/event-malformed', 'line 2 /AssociationSummaries/1'],
      ['lineage/event-malformed', 'line 2 /AssociationSummaries/0'],
      ['lineage/event-malformed', 'line 3 /JobRuns/0'],
      ['lineage/document-unread', 'line 4'],
      ['lineage/time-missing', 'line 2 /AssociationSummaries/2'],
      ['lineage/reference-dangling', 'line 2 /AssociationSummaries/2'],
      ['lineage/reference-dangling', 'line 2 /AssociationSummaries/2'],
    ]);
  });

  it('does not take a state that nobody knows for success', () => {
    const arn = `${ACCOUNT}:training-job/x`;
    const job = { TrainingJobName: 'x', TrainingJobArn: arn, TrainingJobStatus: 'constructor' };
    expect(ofKind(readText(JSON.stringify(job)).facts, 'run-state')).toMatchObject([{ run: arn, state: 'OTHER' }]);
  });

  it('throws only coded errors whatever stands in an answer', () => {
    const { read: understood, refused } = readMutations(text('2-real-shape.ndjson'));
    expect(understood).toBeGreaterThan(5000);
    expect(refused).toBeGreaterThan(0);
  });
});
