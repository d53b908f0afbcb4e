import { expect, it } from 'vitest';
import { datasetNameOfUri } from '../../src/lineage/dataset-name-of-uri.ts';

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
