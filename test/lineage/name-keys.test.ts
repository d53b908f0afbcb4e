import { expect, it } from 'vitest';
import { labelKey, nameKeys, tailsOf } from '../../src/lineage/name-keys.ts';

it('knows a name with its namespace and by itself, without scheme, case and outer slashes', () => {
  expect(nameKeys({ namespace: 'S3://Lake', name: '/raw/A.csv' })).toEqual(['lake/raw/a.csv', 'raw/a.csv']);
  expect(nameKeys({ namespace: '', name: 'X' })).toEqual(['x']);
  expect(nameKeys({ namespace: 'db', name: '' })).toEqual(['db']);
  expect(labelKey('  File:///Data \n Set/ ')).toBe('data set');
  expect(labelKey('ﬁle')).toBe('file');
});

it('gives what follows each separator', () => {
  expect(tailsOf('lake/raw/a.csv', /\//g)).toEqual(['raw/a.csv', 'a.csv']);
  expect(tailsOf('a.b', /[/.]/g)).toEqual(['b']);
  expect(tailsOf('a/', /\//g)).toEqual([]);
});
