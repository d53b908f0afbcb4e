import { expect, it } from 'vitest';
import { canonicalName } from '../../src/lineage/canonical-name.ts';

const keyOf = (namespace: string, name: string) => canonicalName({ namespace, name });

it('means one data set beneath a host by its path with and without the leading slash', () => {
  expect(keyOf('hdfs://NODE:8020/', '/a/b')).toEqual(keyOf('hdfs://node:8020', 'a/b'));
  expect(keyOf('file://lake', '/')).toEqual({ namespace: 'file://lake', name: '/' });
});

it('keeps a relative path apart from an absolute one where no host is named', () => {
  expect(keyOf('file', '/a')).not.toEqual(keyOf('file', 'a'));
  expect(keyOf('bigquery', 'p.d.t')).toEqual({ namespace: 'bigquery', name: 'p.d.t' });
});
