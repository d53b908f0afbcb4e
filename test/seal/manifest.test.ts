import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/seal/canonical-json.ts';
import { makeManifest, readManifest } from '../../src/seal/manifest.ts';
import { about } from './synthetic-folder.ts';

const files = [
  { path: 'b.csv', bytes: Buffer.from('b') },
  { path: 'a.csv', bytes: Buffer.from('abc') },
];
const manifest = makeManifest(files, about);
const read = (value: unknown): unknown => readManifest(Buffer.from(canonicalJson(value)));

describe('makeManifest', () => {
  it('lists the files in the order of their paths, whatever the order in which they come', () => {
    expect(manifest.files.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['a.csv', 3],
      ['b.csv', 1],
    ]);
    expect(makeManifest([...files].reverse(), about)).toEqual(manifest);
  });

  it('digests itself: canonical form and line feed, without the digest', () => {
    const { manifestSha256, ...rest } = manifest;
    const text = JSON.stringify(
      Object.fromEntries(Object.entries({ ...rest, files: [] }).sort(([a], [b]) => (a < b ? -1 : 1))),
    );
    const body = text.replace(
      '"files":[]',
      `"files":[${rest.files.map(({ path, sha256, bytes }) => `{"bytes":${bytes},"path":"${path}","sha256":"${sha256}"}`).join()}]`,
    );
    expect(manifestSha256).toBe(createHash('sha256').update(`${body}\n`).digest('hex'));
  });
});

describe('readManifest', () => {
  it('reads what was written', () => {
    expect(read(manifest)).toEqual(manifest);
  });

  it.each([
    ['null', null],
    ['a list', []],
    ['another schema', { ...manifest, schema: 'dossier.manifest/2' }],
    ['a changed time', { ...manifest, createdAt: '2025-01-01T00:00:00Z' }],
    ['a changed digest', { ...manifest, manifestSha256: '0'.repeat(64) }],
    ['another field', { ...manifest, note: 'x' }],
    ['no files', { ...manifest, files: null }],
    ['a file that is no object', { ...manifest, files: ['a.csv'] }],
    ['a size that is no number', { ...manifest, files: [{ ...manifest.files[0], bytes: '3' }] }],
    ['a size below zero', { ...manifest, files: [{ ...manifest.files[0], bytes: -1 }] }],
    ['a digest in capitals', { ...manifest, files: [{ ...manifest.files[0], sha256: 'A'.repeat(64) }] }],
    ['a path twice', { ...manifest, files: [manifest.files[0], manifest.files[0]] }],
    ['a tool that is a text', { ...manifest, tool: 'dossier' }],
  ])('refuses %s', (_, value) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({ code: 'seal/malformed', place: { file: 'manifest.json' } }),
    );
  });

  it('refuses a path that leads outside, even where all digests fit', () => {
    expect(() => read(makeManifest([{ path: '../../etc/passwd', bytes: Buffer.from('') }], about))).toThrow(/inside/);
  });
});
