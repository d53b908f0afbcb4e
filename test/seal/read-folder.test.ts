import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VerifyAnswer } from '../../src/core/answers.ts';
import { canonicalJson } from '../../src/seal/canonical-json.ts';
import { makeManifest } from '../../src/seal/manifest.ts';
import { type FolderReader, readFolder } from '../../src/seal/read-folder.ts';
import { verifyDossier } from '../../src/seal/verify.ts';
import { about, alice, readerOf, sealedFolder } from './synthetic-folder.ts';

const folder = sealedFolder(alice.privatePem);
const sealing = ['manifest.json', 'SHA256SUMS', 'statement.json', 'statement.dsse.json', 'signer.pub.pem'];

const accused = ({ checks }: VerifyAnswer): string[] =>
  [...new Set(checks.filter(({ ok }) => !ok).map(({ file }) => file ?? '-'))].sort();

const put = (path: string, content: string | Uint8Array): Promise<VerifyAnswer> =>
  verifyDossier(readerOf(new Map([...folder, [path, Buffer.from(content)]])));

/** A reader that lists more names than it has files, and keeps account of what it is asked for. */
function lying(...names: string[]): FolderReader & { asked: string[] } {
  const honest = readerOf(folder);
  const asked: string[] = [];
  return {
    asked,
    list: async () => [...(await honest.list()), ...names],
    read: (path) => {
      asked.push(path);
      return honest.read(path);
    },
  };
}

describe('readFolder', () => {
  it.each([
    '../../etc/passwd',
    '/etc/passwd',
    '..\\secret',
    'C:secret',
    'tables/../../x',
    '',
    'a\u0000b',
    'dossier.pdf',
  ])('names %j and never hands it to the reader', async (path) => {
    const reader = lying(path);
    const answer = await verifyDossier(reader);
    expect(answer.ok).toBe(false);
    expect(accused(answer).length).toBeGreaterThan(0);
    expect(answer.checks.filter(({ ok }) => !ok)).toMatchObject([{ name: 'file-name' }]);
    expect(reader.asked.filter((each) => each === path).length).toBe(path === 'dossier.pdf' ? 1 : 0);
  });

  it('takes a name in other letters for another file', async () => {
    const answer = await verifyDossier(readerOf(new Map([...folder, ['DOSSIER.PDF', Buffer.from('')]])));
    expect(accused(answer)).toEqual(['DOSSIER.PDF']);
  });

  it('spells out names that would steer a terminal', async () => {
    const answer = await verifyDossier(lying('x\u001b[2J'));
    expect(accused(answer)).toEqual(['x\\u{1b}[2J']);
  });

  it('names a file that cannot be read', async () => {
    const reader = { ...readerOf(folder), list: async () => [...folder.keys(), 'locked'] };
    const answer = await verifyDossier(reader);
    expect(accused(answer)).toEqual(['locked']);
    expect(answer.checks).toContainEqual(expect.objectContaining({ name: 'readable', file: 'locked' }));
  });

  it('does not look into a record or seal that is too large to be one', async () => {
    for (const path of ['SHA256SUMS', 'evidence.json']) {
      const answer = await verifyDossier(readerOf(new Map([...folder, [path, new Uint8Array(128 * 1024 * 1024 + 1)]])));
      expect(accused(answer)).toEqual([path]);
    }
  });

  it('keeps the bytes of the wanted files only', async () => {
    const { files } = await readFolder(readerOf(folder), new Set(['evidence.json']));
    expect(files.get('evidence.json')?.content).not.toBeNull();
    expect(files.get('dossier.pdf')).toMatchObject({ content: null, size: folder.get('dossier.pdf')?.length });
  });

  it('reads nothing of a folder with a hundred thousand files too many', async () => {
    const reader = {
      list: async () => Array.from({ length: 100_001 }, (_, n) => `f${n}`),
      read: () => Promise.reject(),
    };
    const answer = await verifyDossier(reader);
    expect(answer.ok).toBe(false);
    expect(answer.checks[0]).toMatchObject({ name: 'file-name', ok: false });
  });
});

describe('a hostile file', () => {
  const tower = '['.repeat(200_000) + ']'.repeat(200_000);
  const entries = Array.from({ length: 50_000 }, (_, n) => ({ path: `f${n}`, bytes: new Uint8Array() }));
  const contents: [string, string | Uint8Array][] = [
    ['a tower of lists', tower],
    ['a tower in an object', `{"files":${tower},"subject":${tower},"signatures":${tower}}\n`],
    ['keys that reach for prototypes', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}\n'],
    ['null', 'null\n'],
    ['a list', '[]\n'],
    ['a number beyond all doubles', '1e999\n'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00])],
    ['a manifest of fifty thousand files', canonicalJson(makeManifest(entries, about))],
    [
      'a manifest that leads outside',
      canonicalJson(makeManifest([{ path: '../../etc/passwd', bytes: new Uint8Array() }], about)),
    ],
  ];

  it.each(contents)('is named, whichever part of the seal it replaces: %s', async (_, content) => {
    for (const path of [...sealing, 'evidence.json', 'document.json']) {
      expect(accused(await put(path, content))).toEqual([path]);
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('never makes the verifier throw', async () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.jsonValue().map((value) => Buffer.from(canonicalJson(value))),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...folder.keys()), content, { minKeys: 1 }), async (changes) => {
        const answer = await verifyDossier(readerOf(new Map([...folder, ...Object.entries(changes)])));
        expect(answer.ok).toBe(false);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('never makes the verifier throw with random fields in place of ours', async () => {
    const field = fc.constantFrom(
      'files',
      'subject',
      'signatures',
      'predicate',
      'tool',
      'payload',
      'prediction',
      'schema',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sealing, 'evidence.json'),
        field,
        fc.jsonValue(),
        async (path, key, value) => {
          const text = Buffer.from(folder.get(path) ?? '').toString();
          const fields = text.startsWith('{') ? (JSON.parse(text) as object) : {};
          const next = canonicalJson({ ...fields, [key]: value });
          fc.pre(next !== text);
          expect(accused(await put(path, next))).toContain(path);
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });
});
