import { describe, expect, it } from 'vitest';
import { datasetAtUri } from '../../src/lineage/uri-name.ts';

describe('datasetAtUri', () => {
  it.each([
    ['s3://bucket/a/b.csv', 's3://bucket', 'a/b.csv'],
    ['s3a://bucket/a', 's3://bucket', 'a'],
    ['gs://bucket', 'gs://bucket', '/'],
    ['arn:aws:s3:::bucket/a', 's3://bucket', 'a'],
    ['hdfs://host:8020/x/y', 'hdfs://host:8020', '/x/y'],
    ['https://a.example/b?c=d', 'https://a.example', '/b?c=d'],
    ['file:///data/x.csv', 'file://', '/data/x.csv'],
  ])('names %s as OpenLineage does', (uri, namespace, name) => {
    expect(datasetAtUri(uri)).toEqual({ namespace, name });
  });

  it('finds no URI in other texts', () => {
    for (const text of [null, '', 'string', 'db.table', 'arn:aws:iam::1:role/x', 's3:/x'])
      expect(datasetAtUri(text)).toBeNull();
  });
});
