import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/core/sha256.ts';
import { readManifest } from '../../src/seal/manifest.ts';
import { sealFiles } from '../../src/seal/seal-files.ts';
import { readSha256sums } from '../../src/seal/sha256sums.ts';
import { readStatement } from '../../src/seal/statement.ts';
import { about, alice, contentFiles, predicate, sealedFolder } from './synthetic-folder.ts';

const content = contentFiles();
const INDEXES = ['SHA256SUMS', 'manifest.json'];

const bytesOf = (folder: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array => {
  const bytes = folder.get(path);
  if (bytes === undefined) throw new Error(`no ${path}`);
  return bytes;
};

describe('sealFiles', () => {
  it('adds manifest, checksums and statement, and with a key the signature and its public half', () => {
    const paths = (key?: string): string[] => sealFiles(content, about, predicate, key).map(({ path }) => path);
    expect(paths()).toEqual(['SHA256SUMS', 'manifest.json', 'statement.json']);
    expect(paths(alice.privatePem)).toEqual([
      'SHA256SUMS',
      'manifest.json',
      'signer.pub.pem',
      'statement.dsse.json',
      'statement.json',
    ]);
  });

  it.each([
    ['unsigned', undefined],
    ['signed', alice.privatePem],
  ])('covers every file, as its table says: %s', (_, key) => {
    const folder = sealedFolder(key);
    const all = [...folder.keys()].sort();
    const sums = readSha256sums(bytesOf(folder, 'SHA256SUMS'));
    const manifest = readManifest(bytesOf(folder, 'manifest.json'));
    const { subjects } = readStatement(bytesOf(folder, 'statement.json'));
    expect([...sums.keys()]).toEqual(all.filter((path) => path !== 'SHA256SUMS'));
    expect(manifest.files.map(({ path }) => path)).toEqual(all.filter((path) => !INDEXES.includes(path)));
    expect([...subjects.keys()]).toEqual(all.filter((path) => !INDEXES.includes(path) && !/^statement\./.test(path)));
    for (const [path, digest] of [
      ...sums,
      ...subjects,
      ...manifest.files.map((each) => [each.path, each.sha256] as const),
    ]) {
      expect(sha256Hex(bytesOf(folder, path))).toBe(digest);
    }
  });

  it('gives the same bytes for the same files in any order, signed and unsigned', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ path: fc.stringMatching(/^[a-z]{1,8}\.csv$/), bytes: fc.uint8Array() }), {
          selector: ({ path }) => path,
          maxLength: 8,
        }),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (files, signed, random) => {
          const key = signed ? alice.privatePem : undefined;
          const ranked = files.map((file) => ({ file, rank: Number(random.next().value) }));
          const shuffled = ranked.sort((one, other) => one.rank - other.rank).map(({ file }) => file);
          expect(sealFiles(shuffled, about, predicate, key)).toEqual(sealFiles(files, about, predicate, key));
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });

  it('changes nothing that it is given', () => {
    const files = contentFiles();
    const before = files.map(({ path, bytes }) => `${path} ${sha256Hex(bytes)}`);
    sealFiles(files, about, predicate, alice.privatePem);
    expect(files.map(({ path, bytes }) => `${path} ${sha256Hex(bytes)}`)).toEqual(before);
  });

  it.each([
    ['../a.csv', 'seal/path-unsafe'],
    ['/a.csv', 'seal/path-unsafe'],
    ['tables\\a.csv', 'seal/path-unsafe'],
    ['a\nb.csv', 'seal/path-unsafe'],
    ['manifest.json', 'seal/path-taken'],
    ['sha256sums', 'seal/path-taken'],
    ['signer.pub.pem', 'seal/path-taken'],
    ['dossier.pdf', 'seal/path-taken'],
    ['Dossier.PDF', 'seal/path-taken'],
  ])('refuses a file at %j: %s', (path, code) => {
    const files = [...content, { path, bytes: new Uint8Array() }];
    expect(() => sealFiles(files, about, predicate)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a key that cannot sign before it seals anything', () => {
    expect(() => sealFiles(content, about, predicate, 'no key')).toThrow(
      expect.objectContaining({ code: 'usage/key-unreadable' }),
    );
  });
});
