import { describe, expect, it } from 'vitest';
import { UNDATED } from '../../../src/lineage/fact.ts';
import { feast } from '../../../src/lineage/formats/feast.ts';
import { identify } from '../../../src/lineage/identity.ts';
import { claims, fixturesOf, ofKind } from '../format-fixtures.ts';
import { readMutations } from '../hostile-exports.ts';

const { text: textOf, read: readFixtures, readText } = fixturesOf(feast);

const namespace = 'feast://loans_prod';
const derived = (dataset: string) =>
  ofKind(readFixtures('real.json').facts, 'column-derivation')
    .filter((fact) => fact.dataset.name === dataset)
    .map(({ column, source, sourceColumn, transformation, grade }) => [
      column,
      source.name,
      sourceColumn,
      transformation,
      grade,
    ]);

describe('feast', () => {
  it('is the surest of its own fixtures and refuses other texts', () => {
    for (const name of ['minimal.json', 'real.json', 'broken.json']) expect(claims(textOf(name))[0]).toBe('feast');
    for (const text of ['', '{}', '[]', '{"entities":[]}', '{"project":"x"}']) expect(feast.detect(text)).toBe(0);
  });

  it('reads one view of one file', () => {
    const { facts, issues } = readFixtures('minimal.json');
    expect(issues).toMatchObject([{ code: 'lineage/time-missing', place: { at: '/dataSources/0' } }]);
    expect(ofKind(facts, 'column-derivation')).toMatchObject([
      {
        at: '2025-01-06T08:00:00.500Z',
        dataset: { namespace: 'feast://p', name: 'v' },
        column: 'x',
        source: { namespace: 's3://lake', name: 'a.parquet' },
        sourceColumn: 'x',
        transformation: 'IDENTITY',
        citation: { at: '/featureViews/0/spec' },
      },
    ]);
  });

  it('leads features back through renamed columns to the table', () => {
    expect(derived('late')).toEqual([
      ['borrower_id', 'bank.risk.loans', 'borrower_id', 'IDENTITY', 'recorded'],
      ['days_late', 'bank.risk.loans', 'dt', 'IDENTITY', 'recorded'],
      ['balance', 'bank.risk.loans', 'balance', 'IDENTITY', 'recorded'],
    ]);
  });

  it('tells an aggregated feature from one that code computes', () => {
    expect(derived('pay_sums')).toEqual([
      ['borrower_id', 'pay', 'borrower_id', 'IDENTITY', 'recorded'],
      ['sum_amount_86400s', 'pay', 'amount', 'AGGREGATION', 'recorded'],
      ['kind', 'pay', 'kind', 'UNKNOWN', 'recorded'],
    ]);
  });

  it('concludes from the code of an on-demand view which columns it uses, and says that it was concluded', () => {
    expect(derived('ratio')).toEqual([
      ['amount_to_balance', 'source/asked', 'amount', 'TRANSFORMATION', 'inferred'],
      ['amount_to_balance', 'late', 'balance', 'TRANSFORMATION', 'inferred'],
    ]);
    const codes = ofKind(readFixtures('real.json').facts, 'job-code');
    expect(codes.map(({ job, repository, commit }) => [job.name, repository, commit])).toEqual([
      ['pay_sums', namespace, null],
      ['ratio', namespace, null],
    ]);
  });

  it('takes a saved data set for the file that it was written to', () => {
    const { facts } = readFixtures('real.json');
    const { keyOf } = identify(facts);
    const saved = { namespace, name: 'saved-dataset/train_2025_01' };
    expect(keyOf(saved)).toBe(keyOf({ namespace: 'file://lake.example', name: 'train.parquet' }));
    expect(derived('saved-dataset/train_2025_01')).toEqual([
      ['late__days_late', 'late', 'days_late', 'IDENTITY', 'recorded'],
      ['ratio__amount_to_balance', 'ratio', 'amount_to_balance', 'IDENTITY', 'recorded'],
    ]);
  });

  it('does not take a view for the source of the same name', () => {
    const { facts } = feast.read([
      {
        file: 'x',
        text: JSON.stringify({
          project: 'p',
          dataSources: [{ name: 'a', fileOptions: { uri: '/a' } }],
          featureViews: [{ spec: { name: 'a', features: [] } }],
        }),
      },
    ]);
    const { keyOf } = identify(facts);
    expect(keyOf({ namespace: 'feast://p', name: 'a' })).not.toBe(keyOf({ namespace: 'file', name: '/a' }));
  });

  it('tells a steward from an owner', () => {
    const text = textOf('real.json').replace('"tier": "1"', '"steward": "Ana"');
    const people = ofKind(readText(text).facts, 'dataset-owner').filter(({ dataset }) => dataset.name === 'late');
    expect(people.map(({ owner, role }) => [owner, role])).toEqual([
      ['team:risk', undefined],
      ['Ana', 'steward'],
    ]);
  });

  it('reads owners, versions of definitions and the names that tables have elsewhere', () => {
    const { facts } = readFixtures('real.json');
    expect(ofKind(facts, 'dataset-owner').map(({ dataset, owner }) => [dataset.name, owner])).toEqual([
      ['source/adhoc', 'dana@bank.example'],
      ['late', 'team:risk'],
      ['service/denial_v1', 'ana@bank.example'],
    ]);
    expect(ofKind(facts, 'dataset-tag').find(({ key }) => key === 'feast.definition_version')?.value).toBe('4');
    expect(ofKind(facts, 'dataset-alias').map(({ alias, at }) => [alias.namespace, alias.name, at])).toEqual([
      ['bigquery', 'bank.risk.loans', UNDATED],
      ['kafka://broker.example:9092', 'pay', UNDATED],
      ['file://lake.example', '/train.parquet', '2025-01-06T08:00:00.500Z'],
    ]);
  });

  it('names what is not there, what it does not follow and what it cannot read', () => {
    const codes = (name: string) => readFixtures(name).issues.map(({ code, place }) => [code.slice(8), place?.at]);
    expect(codes('real.json')).toEqual([
      ['time-missing', '/dataSources/0'],
      ['reference-dangling', '/streamFeatureViews/0/spec'],
      ['reference-dangling', '/featureServices/0/spec'],
      ['document-unread', '/dataSources/1'],
    ]);
    expect(codes('broken.json')).toEqual([
      ['event-malformed', '/dataSources/1'],
      ['event-malformed', '/dataSources/2'],
      ['event-malformed', '/dataSources/0'],
      ['event-malformed', '/savedDatasets/0/spec'],
      ['event-malformed', '/savedDatasets/0/spec'],
      ['time-missing', '/onDemandFeatureViews/0/spec'],
    ]);
  });

  it('throws only coded errors when parts of a real shape are exchanged or cut', () => {
    expect(readMutations(textOf('real.json'), 4000).read).toBeGreaterThan(1000);
    expect(readMutations(textOf('minimal.json'), 6000).read).toBeGreaterThan(1000);
  });
});
