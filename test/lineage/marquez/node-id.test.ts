import { describe, expect, it } from 'vitest';
import { fieldName, nodeName } from '../../../src/lineage/marquez/node-id.ts';

describe('nodeName', () => {
  it.each([
    ['dataset:lake:loans', 'dataset', 'lake', 'loans', null],
    ['job:risk:train.all', 'job', 'risk', 'train.all', null],
    ['dataset:s3://bucket:path/to/file', 'dataset', 's3://bucket', 'path/to/file', null],
    ['dataset:postgres://db:5432:public.loans', 'dataset', 'postgres://db:5432', 'public.loans', null],
    [
      'dataset:lake:loans#0E89B60A-d80d-42ae-a12b-bd79ae1fb576',
      'dataset',
      'lake',
      'loans',
      '0e89b60a-d80d-42ae-a12b-bd79ae1fb576',
    ],
  ])('reads %s', (id, kind, namespace, name, version) => {
    expect(nodeName(id)).toEqual({ kind, namespace, name, version });
  });

  it.each(['', 'dataset:', 'dataset:lake', 'dataset::loans', 'dataset:lake:', 'run:1', 'datasetField:a:b:c'])(
    'finds no name in "%s"',
    (id) => {
      expect(nodeName(id)).toBeNull();
    },
  );
});

describe('fieldName', () => {
  it('reads the column behind the last colon', () => {
    expect(fieldName('datasetField:s3://bucket:loans:income')).toEqual({
      namespace: 's3://bucket',
      name: 'loans',
      field: 'income',
    });
  });

  it('finds none in other ids', () => {
    for (const id of ['datasetField:a:b', 'datasetField:', 'dataset:a:b']) expect(fieldName(id)).toBeNull();
  });
});
