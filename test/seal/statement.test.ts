import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/seal/canonical-json.ts';
import { makeStatement, readStatement } from '../../src/seal/statement.ts';
import { about, predicate } from './synthetic-folder.ts';

const files = [
  { path: 'b', bytes: Buffer.from('b') },
  { path: 'a', bytes: Buffer.from('abc') },
];
const statement = makeStatement(files, about, predicate);
const read = (value: unknown): unknown => readStatement(Buffer.from(canonicalJson(value)));

describe('makeStatement', () => {
  it('is an in-toto Statement v1 whose subjects are the files', () => {
    expect(statement._type).toBe('https://in-toto.io/Statement/v1');
    expect(statement.subject.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(statement.subject[0]?.digest).toEqual({
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
  });

  it('says on which model, data, code and seed the dossier rests', () => {
    expect(statement.predicate).toEqual({ ...predicate, ...about });
  });
});

describe('readStatement', () => {
  it('takes subjects and words about the dossier from what was written', () => {
    expect(read(statement)).toEqual({
      about,
      asOf: predicate.asOf,
      subjects: new Map(statement.subject.map(({ name, digest }) => [name, digest.sha256])),
    });
  });

  it.each([
    ['a number', 1],
    ['another type', { ...statement, _type: 'https://in-toto.io/Statement/v0.1' }],
    ['another predicate', { ...statement, predicateType: 'https://slsa.dev/provenance/v1' }],
    ['no subject list', { ...statement, subject: {} }],
    ['subjects out of order', { ...statement, subject: [...statement.subject].reverse() }],
    ['a subject twice', { ...statement, subject: [statement.subject[0], statement.subject[0]] }],
    [
      'another digest beside ours',
      { ...statement, subject: [{ name: 'a', digest: { sha256: '0'.repeat(64), md5: '' } }] },
    ],
    ['a subject without a digest', { ...statement, subject: [{ name: 'a' }] }],
    ['a subject outside', { ...statement, subject: [{ name: '../a', digest: { sha256: '0'.repeat(64) } }] }],
    ['no predicate', { ...statement, predicate: null }],
    ['a predicate without a time', { ...statement, predicate: { ...statement.predicate, asOf: 1 } }],
  ])('refuses %s', (_, value) => {
    expect(() => read(value)).toThrow(expect.objectContaining({ code: 'seal/malformed' }));
  });
});
