import { describe, expect, it } from 'vitest';
import type { VerifyAnswer } from '../../src/core/answers.ts';
import { verifyDossier } from '../../src/seal/verify.ts';
import { alice, contentFiles, type Folder, mallory, readerOf, sealedFolder } from './synthetic-folder.ts';

const folders = [
  ['unsigned', sealedFolder()],
  ['signed', sealedFolder(alice.privatePem)],
] as const;

const check = (folder: ReadonlyMap<string, Uint8Array>, publicKeyPem?: string): Promise<VerifyAnswer> =>
  verifyDossier(readerOf(folder), publicKeyPem === undefined ? {} : { publicKeyPem });

/** The files that failed checks name; '-' for a failed check that names none. */
const accused = ({ checks }: VerifyAnswer): string[] =>
  [...new Set(checks.filter(({ ok }) => !ok).map(({ file }) => file ?? '-'))].sort();

const messages = ({ checks }: VerifyAnswer, name: string): (string | undefined)[] =>
  checks.filter((each) => each.name === name).map(({ message }) => message);

const changed = (folder: Folder, path: string, change: (bytes: Buffer) => Uint8Array): Folder =>
  new Map([...folder, [path, change(Buffer.from(folder.get(path) ?? ''))]]);

const without = (folder: Folder, ...paths: string[]): Folder =>
  new Map([...folder].filter(([path]) => !paths.includes(path)));

const bytesOf = (folder: Folder, path: string): Uint8Array => folder.get(path) ?? new Uint8Array();

describe.each(folders)('a folder that is %s', (_, folder) => {
  const paths = [...folder.keys()];

  it('holds as it was sealed, and every file is looked at', async () => {
    const answer = await check(folder);
    expect(accused(answer)).toEqual([]);
    expect(answer.ok).toBe(true);
    const digests = answer.checks.filter(({ name }) => name === 'digest').map(({ file }) => file);
    expect(digests).toEqual(paths.filter((path) => path !== 'SHA256SUMS').sort());
    expect(answer.checks).toContainEqual({ name: 'checksums', ok: true });
  });

  it.each(paths)('accuses %s and no other file when one bit of any byte is flipped', async (path) => {
    const { length } = bytesOf(folder, path);
    const stride = length < 400 ? 1 : 3;
    for (let at = 0; at < length; at += stride) {
      const flip = (bytes: Buffer): Buffer => bytes.fill((bytes[at] ?? 0) ^ (1 << (at % 8)), at, at + 1);
      const answer = await check(changed(folder, path, flip));
      expect([at, answer.ok, ...accused(answer)]).toEqual([at, false, path]);
    }
  });

  it.each(paths)('accuses %s alone when it is cut, emptied, prolonged or given other line ends', async (path) => {
    const damages: ((bytes: Buffer) => Uint8Array)[] = [
      (bytes) => bytes.subarray(0, -1),
      (bytes) => bytes.subarray(0, bytes.length >> 1),
      () => new Uint8Array(),
      (bytes) => Buffer.concat([bytes, Buffer.from('\n')]),
      (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
      (bytes) =>
        Buffer.from(
          bytes.toString('latin1').replace(/\r?\n/g, (end) => (end === '\n' ? '\r\n' : '\n')),
          'latin1',
        ),
    ];
    for (const damage of damages) expect(accused(await check(changed(folder, path, damage)))).toEqual([path]);
  });

  it.each(paths)('names %s when it is missing', async (path) => {
    const answer = await check(without(folder, path));
    expect(answer.ok).toBe(false);
    expect(accused(answer)).toEqual([path]);
  });

  it.each(paths)('names both names when %s is renamed', async (path) => {
    const renamed = new Map([...without(folder, path), [`x-${path}`, bytesOf(folder, path)]]);
    expect(accused(await check(renamed))).toEqual([path, `x-${path}`].sort());
  });

  it('names a file that was added', async () => {
    const answer = await check(new Map([...folder, ['tables/extra.csv', Buffer.from('x')]]));
    expect(accused(answer)).toEqual(['tables/extra.csv']);
    expect(messages(answer, 'file-set')).toEqual(['the file was added']);
  });

  it('names two files whose contents were swapped', async () => {
    const [one, other] = ['tables/attribution.csv', 'tables/custody.csv'] as const;
    const swapped = new Map([...folder, [one, bytesOf(folder, other)], [other, bytesOf(folder, one)]]);
    expect(accused(await check(swapped))).toEqual([one, other]);
  });

  it.each(paths)('accuses only %s when it comes from another dossier', async (path) => {
    const key = folder.has('signer.pub.pem') ? mallory.privatePem : undefined;
    const other = sealedFolder(
      key,
      contentFiles({ score: 0.25 }).map(({ path: each, bytes }) => ({
        path: each,
        bytes: Buffer.concat([bytes, Buffer.from(' ')]),
      })),
    );
    expect(accused(await check(changed(folder, path, () => bytesOf(other, path))))).toEqual([path]);
  });

  it('names every file where several are damaged', async () => {
    const damage = (bytes: Buffer): Uint8Array => bytes.subarray(1);
    for (const pair of [
      ['dossier.pdf', 'manifest.json'],
      ['evidence.json', 'SHA256SUMS'],
      ['manifest.json', 'SHA256SUMS'],
    ] as const) {
      const [one, other] = pair;
      expect(accused(await check(changed(changed(folder, one, damage), other, damage)))).toEqual([...pair].sort());
    }
  });

  it('does not hold when it is empty or has lost all that seals it', async () => {
    expect((await check(new Map())).ok).toBe(false);
    const answer = await check(new Map(contentFiles().map(({ path, bytes }) => [path, bytes])));
    expect(answer.ok).toBe(false);
    expect(accused(answer)).toEqual(expect.arrayContaining(['SHA256SUMS', 'manifest.json', 'statement.json']));
  });
});

describe('an unsigned folder', () => {
  it('holds, and says that it is not signed and what that means', async () => {
    expect(messages(await check(sealedFolder()), 'signature')).toEqual([
      expect.stringMatching(/^not signed: .*sealed it anew$/),
    ]);
  });

  it('does not hold when a key is given', async () => {
    const answer = await check(sealedFolder(), alice.publicPem);
    expect(accused(answer)).toEqual(['statement.dsse.json']);
    expect(messages(answer, 'signature')).toEqual(['not signed, though a key was given']);
  });

  it('cannot show that all of it was made anew, which is why it says that it is not signed', async () => {
    expect((await check(sealedFolder(undefined, contentFiles({ score: 0.01 })))).ok).toBe(true);
  });
});
