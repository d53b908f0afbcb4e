import { describe, expect, it } from 'vitest';
import { datasetAtUri, datasetNameOfUri } from '../../src/lineage/dataset-name-of-uri.ts';

describe('datasetAtUri', () => {
  it.each([
    ['s3://bucket/a/b.csv', 's3://bucket', 'a/b.csv'],
    ['s3a://bucket/a', 's3://bucket', 'a'],
    ['gs://bucket', 'gs://bucket', '/'],
    ['arn:aws:s3:::bucket/a', 's3://bucket', 'a'],
    ['hdfs://host:8020/x/y', 'hdfs://host:8020', '/x/y'],
    ['https://a.example/b?c=d', 'https://a.example', '/b?c=d'],
    ['file:///data/x.csv', 'file', '/data/x.csv'],
  ])('names %s as OpenLineage does', (uri, namespace, name) => {
    expect(datasetAtUri(uri)).toEqual({ namespace, name });
  });

  it('finds no URI in other texts', () => {
    for (const text of [null, '', 'string', 'db.table', 'arn:aws:iam::1:role/x', 's3:/x'])
      expect(datasetAtUri(text)).toBeNull();
  });
});

describe('datasetNameOfUri', () => {
  it.each([
    ['s3a://lake/raw/a.csv', 's3://lake', 'raw/a.csv'],
    ['file://lake.example/raw/a.csv', 'file://lake.example', '/raw/a.csv'],
    ['file:///raw/a.csv', 'file', '/raw/a.csv'],
    ['dbfs:/mlflow/9', 'dbfs', '/mlflow/9'],
    ['models:/denial/3', 'mlflow', 'models:/denial/3'],
    ['/raw/a.csv', 'file', '/raw/a.csv'],
    ['data/a.parquet', 'file', 'data/a.parquet'],
  ])('%s lies in %s as %s', (uri, namespace, name) => {
    expect(datasetNameOfUri(uri)).toEqual({ namespace, name });
  });
});
