import { describe, expect, it } from 'vitest';
import type { VerifyAnswer } from '../../src/core/answers.ts';
import { sha256Hex } from '../../src/core/sha256.ts';
import { canonicalJson } from '../../src/seal/canonical-json.ts';
import { envelopeText, PAYLOAD_TYPE } from '../../src/seal/dsse.ts';
import { entryOf } from '../../src/seal/entry.ts';
import { type About, makeManifest } from '../../src/seal/manifest.ts';
import { fingerprint, readPublicKey } from '../../src/seal/public-key.ts';
import { sha256sums } from '../../src/seal/sha256sums.ts';
import { readSigner, signStatement } from '../../src/seal/sign.ts';
import { makeStatement } from '../../src/seal/statement.ts';
import { verifyDossier } from '../../src/seal/verify.ts';
import {
  about,
  alice,
  contentFiles,
  type Folder,
  mallory,
  predicate,
  readerOf,
  sealedFolder,
} from './synthetic-folder.ts';

const genuine = sealedFolder(alice.privatePem);
const keyid = (pem: string): string => fingerprint(readPublicKey(pem));

const check = (folder: Folder, publicKeyPem?: string): Promise<VerifyAnswer> =>
  verifyDossier(readerOf(folder), publicKeyPem === undefined ? {} : { publicKeyPem });

const accused = ({ checks }: VerifyAnswer): string[] =>
  [...new Set(checks.filter(({ ok }) => !ok).map(({ file }) => file ?? '-'))].sort();

const message = ({ checks }: VerifyAnswer, name: string): string | undefined =>
  checks.find((each) => each.name === name)?.message;

const listOf = (folder: Folder, ...left: string[]): { path: string; bytes: Uint8Array }[] =>
  [...folder].filter(([path]) => !left.includes(path)).map(([path, bytes]) => ({ path, bytes }));

/** What someone can do who has no key: change files, then write manifest and checksums to fit. */
function reindexed(folder: Folder, words: About = about): Folder {
  const manifest = canonicalJson(makeManifest(listOf(folder, 'manifest.json', 'SHA256SUMS'), words));
  const next = new Map([...folder, ['manifest.json', Buffer.from(manifest)]]);
  return new Map([...next, ['SHA256SUMS', Buffer.from(sha256sums(listOf(next, 'SHA256SUMS').map(entryOf)))]]);
}

const withText = (folder: Folder, path: string, text: string): Folder =>
  new Map([...folder, [path, Buffer.from(text)]]);

/** A statement that fits the folder, as text. */
const restated = (folder: Folder): string =>
  canonicalJson(
    makeStatement(
      listOf(folder, 'manifest.json', 'SHA256SUMS', 'statement.json', 'statement.dsse.json'),
      about,
      predicate,
    ),
  );

describe('a signed folder', () => {
  it('names the key that signed, and asks to compare it', async () => {
    const answer = await check(genuine);
    expect(answer.ok).toBe(true);
    expect(message(answer, 'signer')).toBe(
      `signed by key ${keyid(alice.publicPem)}; compare it with the signer's published key`,
    );
  });

  it('holds for the key of the signer, in whatever PEM form it comes', async () => {
    for (const pem of [
      alice.publicPem,
      alice.publicPem.replaceAll('\n', '\r\n'),
      `published 2024\n${alice.publicPem}`,
    ]) {
      const answer = await check(genuine, pem);
      expect(answer.ok).toBe(true);
      expect(message(answer, 'signer')).toBe(`signed by the given key ${keyid(alice.publicPem)}`);
    }
  });

  it('does not hold for another key, and names both', async () => {
    const answer = await check(genuine, mallory.publicPem);
    expect(accused(answer)).toEqual(['statement.dsse.json']);
    expect(message(answer, 'signer')).toBe(
      `signed by key ${keyid(alice.publicPem)}, not by the given key ${keyid(mallory.publicPem)}`,
    );
  });

  it('throws for a given key that is none', async () => {
    await expect(check(genuine, 'none')).rejects.toMatchObject({ code: 'usage/key-unreadable' });
  });
});

describe('without the key of the signer', () => {
  it('a table cannot be changed, though manifest and checksums were made to fit', async () => {
    const answer = await check(reindexed(withText(genuine, 'tables/custody.csv', 'forged\n')));
    expect(accused(answer)).toEqual(['SHA256SUMS', 'manifest.json', 'tables/custody.csv']);
  });

  it('a file cannot be added or left out, though manifest and checksums were made to fit', async () => {
    const added = await check(reindexed(withText(genuine, 'tables/extra.csv', 'x')));
    expect(accused(added)).toEqual(['SHA256SUMS', 'manifest.json', 'tables/extra.csv']);
    const fewer = new Map([...genuine].filter(([path]) => path !== 'tables/custody.csv'));
    expect(accused(await check(reindexed(fewer)))).toEqual(['SHA256SUMS', 'manifest.json', 'tables/custody.csv']);
  });

  it.each([
    ['time', { ...about, createdAt: '2030-01-01T00:00:00Z' }],
    ['prediction', { ...about, predictionId: 'P-2' }],
    ['id', { ...about, dossierId: 'd-2' }],
    ['tool', { ...about, tool: { name: 'other', version: '0.0.0' } }],
  ])('the %s in the manifest cannot be changed', async (_, words) => {
    expect(accused(await check(reindexed(genuine, words)))).toEqual(['manifest.json']);
  });

  it('a size in the manifest cannot be changed', async () => {
    const { manifestSha256: _, ...rest } = makeManifest(listOf(genuine, 'manifest.json', 'SHA256SUMS'), about);
    const files = rest.files.map((entry) => (entry.bytes === 23 ? { ...entry, bytes: 24 } : entry));
    expect(files).not.toEqual(rest.files);
    const body = { ...rest, files };
    const text = canonicalJson({ ...body, manifestSha256: sha256Hex(canonicalJson(body)) });
    const next = withText(genuine, 'manifest.json', text);
    const sums = sha256sums(listOf(next, 'SHA256SUMS').map(entryOf));
    const answer = await check(withText(next, 'SHA256SUMS', sums));
    expect(accused(answer)).toEqual(['manifest.json']);
    expect(message(answer, 'manifest')).toBe('its size of "tables/custody.csv" is wrong');
  });

  it('the statement cannot be changed, though all but the signature was made to fit', async () => {
    const forged = withText(genuine, 'tables/custody.csv', 'forged\n');
    const answer = await check(reindexed(withText(forged, 'statement.json', restated(forged))));
    expect(accused(answer)).toEqual(['SHA256SUMS', 'manifest.json', 'statement.json', 'tables/custody.csv']);
  });

  it('the signed statement cannot be changed inside its envelope', async () => {
    const forged = withText(genuine, 'tables/custody.csv', 'forged\n');
    const payload = Buffer.from(restated(forged));
    const { keyid: id, signature } = signStatement(Buffer.from('else'), readSigner(alice.privatePem));
    const envelope = envelopeText({ payloadType: PAYLOAD_TYPE, payload, keyid: id, signature });
    const both = withText(withText(forged, 'statement.json', payload.toString()), 'statement.dsse.json', envelope);
    const answer = await check(reindexed(both));
    expect(accused(answer)).toEqual(['statement.dsse.json']);
    expect(message(answer, 'signature')).toBe('the signature does not fit the statement and the key');
  });

  it('the public key cannot be exchanged', async () => {
    const answer = await check(reindexed(withText(genuine, 'signer.pub.pem', mallory.publicPem)));
    expect(answer.ok).toBe(false);
    expect(accused(answer)).toContain('signer.pub.pem');
    const known = await check(reindexed(withText(genuine, 'signer.pub.pem', mallory.publicPem)), alice.publicPem);
    expect(accused(known)).toEqual(['SHA256SUMS', 'manifest.json', 'signer.pub.pem']);
  });

  it('a second signature cannot be slipped in', async () => {
    const envelope = JSON.parse(Buffer.from(genuine.get('statement.dsse.json') ?? '').toString()) as {
      signatures: unknown[];
    };
    envelope.signatures.push({ keyid: '', sig: '' });
    const answer = await check(reindexed(withText(genuine, 'statement.dsse.json', canonicalJson(envelope))));
    expect(accused(answer)).toEqual(['statement.dsse.json']);
  });
});

describe('a folder sealed anew with another key', () => {
  const forged = sealedFolder(mallory.privatePem, contentFiles({ score: 0.01 }));

  it('holds by itself, and names the other key', async () => {
    const answer = await check(forged);
    expect(answer.ok).toBe(true);
    expect(message(answer, 'signer')).toContain(keyid(mallory.publicPem));
  });

  it('does not hold for the key of the signer', async () => {
    expect((await check(forged, alice.publicPem)).ok).toBe(false);
  });
});

describe('a folder whose signature was taken away', () => {
  it('does not hold where the statement still lists the key', async () => {
    const bare = new Map([...genuine].filter(([path]) => !/dsse|signer/.test(path)));
    expect(accused(await check(bare))).toEqual(['signer.pub.pem', 'statement.dsse.json']);
    expect((await check(reindexed(bare))).ok).toBe(false);
  });

  it('does not hold for the key of the signer, even where everything was sealed anew', async () => {
    const answer = await check(sealedFolder(), alice.publicPem);
    expect(answer.ok).toBe(false);
  });

  it.each(['statement.dsse.json', 'signer.pub.pem'])(
    'does not hold where only %s is gone and the rest was made to fit',
    async (path) => {
      const answer = await check(reindexed(new Map([...genuine].filter(([each]) => each !== path))));
      expect(answer.ok).toBe(false);
      expect(accused(answer)).toContain(path);
    },
  );
});

describe('a signature by the right key over something else', () => {
  it('is no signature of this dossier', async () => {
    const other = Buffer.from(
      canonicalJson({ _type: 'https://in-toto.io/Statement/v1', subject: [], predicateType: 'x' }),
    );
    const envelope = envelopeText(signStatement(other, readSigner(alice.privatePem)));
    const answer = await check(reindexed(withText(genuine, 'statement.dsse.json', envelope)), alice.publicPem);
    expect(accused(answer)).toContain('statement.dsse.json');
    expect(message(answer, 'statement')).toBe('it is not a statement about a dossier');
  });
});
