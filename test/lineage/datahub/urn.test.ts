import { describe, expect, it } from 'vitest';
import { columnOf, datasetOfUrn, fieldPath, jobOfUrn, readUrn, storeAlias } from '../../../src/lineage/datahub/urn.ts';

const DATASET = 'urn:li:dataset:(urn:li:dataPlatform:kafka,a(b),DEV)';

describe('readUrn', () => {
  it('parts at commas outside brackets', () => {
    expect(readUrn(DATASET)).toEqual({ type: 'dataset', parts: ['urn:li:dataPlatform:kafka', 'a(b)', 'DEV'] });
    expect(readUrn('urn:li:tag:pii,high')).toEqual({ type: 'tag', parts: ['pii,high'] });
  });

  it('finds none in other texts, and none that is nested without end', () => {
    for (const text of [
      null,
      '',
      'urn:li:',
      'urn:x:dataset:(a)',
      'dataset',
      `urn:li:dataset:${'('.repeat(50)}a${')'.repeat(50)}`,
    ]) {
      expect(readUrn(text)).toBeNull();
    }
  });
});

describe('names behind URNs', () => {
  it('tell environments apart', () => {
    expect(datasetOfUrn(DATASET)).toEqual({ namespace: 'kafka:DEV', name: 'a(b)' });
  });

  it('give a column its data set', () => {
    const field = `urn:li:schemaField:(${DATASET},[version=2.0].[type=struct].x.y)`;
    expect(datasetOfUrn(field)).toEqual(datasetOfUrn(DATASET));
    expect(columnOf(field)).toBe('x.y');
    expect(columnOf(DATASET)).toBeNull();
    expect(fieldPath('plain.path')).toBe('plain.path');
  });

  it('give a task its flow', () => {
    expect(jobOfUrn('urn:li:dataJob:(urn:li:dataFlow:(airflow,dag,prod),task)')).toEqual({
      namespace: 'airflow:prod',
      name: 'dag.task',
    });
    expect(jobOfUrn('urn:li:dataJob:(x,)')).toBeNull();
  });

  it('know an object of a store under the name of the store', () => {
    expect(storeAlias('urn:li:dataset:(urn:li:dataPlatform:gcs,bucket/key,PROD)')).toEqual({
      namespace: 'gs://bucket',
      name: 'key',
    });
    expect(storeAlias(DATASET)).toBeNull();
  });
});
