import { describe, expect, it } from 'vitest';
import type { VerifyCheck } from '../../src/core/answers.ts';
import { canonicalJson } from '../../src/seal/canonical-json.ts';
import type { SealedFile } from '../../src/seal/entry.ts';
import { verifyDossier } from '../../src/seal/verify.ts';
import { alice, contentFiles, readerOf, sealedFolder } from './synthetic-folder.ts';

/** Failed checks of a folder that was sealed, with a good key, around altered records. */
async function failures(alter: (path: string, record: Record<string, unknown>) => unknown): Promise<VerifyCheck[]> {
  const content = contentFiles().map(({ path, bytes }): SealedFile => {
    if (!path.endsWith('.json')) return { path, bytes };
    const altered = alter(path, JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>);
    return { path, bytes: Buffer.from(typeof altered === 'string' ? altered : canonicalJson(altered)) };
  });
  const { checks } = await verifyDossier(readerOf(sealedFolder(alice.privatePem, content)), {
    publicKeyPem: alice.publicPem,
  });
  return checks.filter(({ ok }) => !ok);
}

const only =
  (wanted: string, alter: (record: Record<string, unknown>) => unknown) =>
  (path: string, record: Record<string, unknown>): unknown =>
    path === wanted ? alter(record) : record;

describe('recordChecks', () => {
  it('finds nothing in records that rest on one another', async () => {
    expect(await failures((_, record) => record)).toEqual([]);
  });

  it('names the evidence when the findings rest on another, though the seal is whole', async () => {
    expect(await failures(only('evidence.json', (record) => ({ ...record, note: 'changed' })))).toEqual([
      {
        name: 'record-chain',
        ok: false,
        file: 'evidence.json',
        message: 'findings.json rests on another evidence.json (evidenceSha256)',
      },
    ]);
  });

  it('names the findings when the document rests on others', async () => {
    const failed = await failures(only('findings.json', (record) => ({ ...record, note: 'changed' })));
    expect(failed).toMatchObject([{ name: 'record-chain', file: 'findings.json' }]);
  });

  it.each([
    ['a record that is not canonical', 'document.json', (record: object) => JSON.stringify(record, null, 2)],
    ['a record that is no JSON', 'document.json', () => '{'],
    ['a record that is a list', 'document.json', () => []],
    ['a record of another schema', 'document.json', (record: object) => ({ ...record, schema: 'dossier.evidence/1' })],
    [
      'a record that only inherits its schema',
      'document.json',
      () => '{"__proto__":{"schema":"dossier.document/1"}}\n',
    ],
  ])('names %s', async (_, file, alter) => {
    const failed = await failures(only(file, alter));
    expect(failed).toMatchObject([{ name: 'record', file }]);
  });

  it('names the document when it speaks of another prediction than the statement', async () => {
    const failed = await failures(only('document.json', (record) => ({ ...record, subject: 'P-2' })));
    expect(failed).toMatchObject([{ name: 'record-subject', file: 'document.json' }]);
  });

  it.each([
    ['prediction', { prediction: { id: 'P-2' } }],
    ['prediction that is null', { prediction: null }],
    ['time', { asOf: '2030-01-01T00:00:00Z' }],
  ])('names the evidence when it speaks of another %s than the statement', async (_, change) => {
    const failed = await failures(only('evidence.json', (record) => ({ ...record, ...change })));
    expect(failed.map(({ name, file }) => [name, file])).toContainEqual(['record-subject', 'evidence.json']);
  });

  it.each(['evidence.json', 'findings.json', 'document.json'])(
    'misses %s in a folder sealed without it',
    async (file) => {
      const content = contentFiles().filter(({ path }) => path !== file);
      const { ok, checks } = await verifyDossier(readerOf(sealedFolder(undefined, content)));
      expect(ok).toBe(false);
      expect(checks.filter((each) => !each.ok)).toMatchObject([{ name: 'record', file }]);
    },
  );
});
