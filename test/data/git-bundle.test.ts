import { createHash } from 'node:crypto';
import { add, branch, checkout, commit, init, packObjects } from 'isomorphic-git';
import { createFsFromVolume, type IFs, Volume } from 'memfs';
import { beforeAll, describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { openGitBundle } from '../../src/data/git-bundle.ts';
import { faultOf } from './temporary-folder.ts';

interface Made {
  bytes: Uint8Array;
  first: string;
  second: string;
  side: string;
}

const EMAIL = 'ada@example.org';

/** main: first, second; side: first, side. */
async function makeBundle(): Promise<Made> {
  const fs = createFsFromVolume(new Volume());
  const at = { fs, dir: '/work' };
  fs.mkdirSync('/work');
  await init({ ...at, defaultBranch: 'main' });
  const first = await commitFile(fs, 'src/features.py', 'one\n', 'First\n\nWith a body.\n', 1_700_000_000);
  await branch({ ...at, ref: 'feature/side' });
  const second = await commitFile(fs, 'src/features.py', 'two\n', 'Second', 1_700_000_100);
  await checkout({ ...at, ref: 'feature/side' });
  const side = await commitFile(fs, 'side.txt', 'side\n', 'Side', 1_700_000_200);
  const pack = await packAll(fs, [first, second, side]);
  const refs = [
    `${second} refs/heads/main`,
    `${side} refs/heads/feature/side`,
    `${first} refs/tags/v1`,
    `${second} HEAD`,
  ];
  return { bytes: bundleOf(`# v2 git bundle\n${refs.join('\n')}\n\n`, pack), first, second, side };
}

async function commitFile(fs: IFs, path: string, text: string, message: string, timestamp: number): Promise<string> {
  const at = { fs, dir: '/work' };
  fs.mkdirSync('/work/src', { recursive: true });
  fs.writeFileSync(`/work/${path}`, text);
  await add({ ...at, filepath: path });
  return commit({ ...at, message, author: { name: 'Ada Lovelace', email: EMAIL, timestamp, timezoneOffset: -120 } });
}

async function packAll(fs: IFs, commits: string[]): Promise<Uint8Array> {
  const objects = fs.readdirSync('/work/.git/objects') as string[];
  const oids = objects
    .filter((name) => /^[0-9a-f]{2}$/.test(name))
    .flatMap((name) => (fs.readdirSync(`/work/.git/objects/${name}`) as string[]).map((rest) => name + rest));
  expect(oids).toEqual(expect.arrayContaining(commits));
  const { packfile } = await packObjects({ fs, dir: '/work', oids });
  if (packfile === undefined) throw new Error('no pack was made');
  return packfile;
}

function bundleOf(header: string, pack: Uint8Array): Uint8Array {
  return Uint8Array.from(Buffer.concat([Buffer.from(header), pack]));
}

let made: Made;
beforeAll(async () => {
  made = await makeBundle();
});

describe('a commit of a bundle', () => {
  it('has an author without e-mail address, a time in UTC and a subject', async () => {
    const repository = await openGitBundle(made.bytes, 'code.bundle');
    const found = await repository.commit(made.first);
    const at = '2023-11-14T22:13:20.000Z';
    expect(found).toEqual({
      ...{ author: 'Ada Lovelace', authoredAt: at, committer: 'Ada Lovelace', committedAt: at },
      ...{ subject: 'First', signature: null },
    });
    expect(JSON.stringify(found)).not.toContain('@');
    expect(await repository.commit(made.second.slice(0, 7))).toMatchObject({ subject: 'Second' });
  });

  it('is on the branches whose history holds it, and tags are no branches', async () => {
    const repository = await openGitBundle(made.bytes, 'code.bundle');
    expect(await repository.branchesContaining(made.first)).toEqual(['feature/side', 'main']);
    expect(await repository.branchesContaining(made.second)).toEqual(['main']);
    expect(await repository.branchesContaining(made.side.slice(0, 10))).toEqual(['feature/side']);
    expect(await repository.branchesContaining('f'.repeat(40))).toEqual([]);
    expect(await repository.tagsContaining(made.first)).toEqual(['v1']);
    expect(await repository.tagsContaining(made.second)).toEqual([]);
  });

  it('holds each file as it was then', async () => {
    const repository = await openGitBundle(made.bytes, 'code.bundle');
    const text = async (oid: string, path: string): Promise<string | null> => {
      const bytes = await repository.file(oid, path);
      return bytes === null ? null : new TextDecoder().decode(bytes);
    };
    expect(await text(made.first, 'src/features.py')).toBe('one\n');
    expect(await text(made.second, 'src/features.py')).toBe('two\n');
    for (const path of [
      '',
      'src',
      'src/',
      '/src/features.py',
      '../work/side.txt',
      'src/../src/features.py',
      'side.txt',
      '.git/config',
    ]) {
      expect([path, await text(made.second, path)]).toEqual([path, null]);
    }
  });

  it.each([
    '',
    'main',
    'HEAD',
    'refs/heads/main',
    '../../etc/passwd',
    'abcdef',
    'f'.repeat(41),
    '0'.repeat(40),
    '1234567',
    'ABCDEF0',
    'a'.repeat(1e6),
  ])('is not found by %j', async (oid) => {
    const repository = await openGitBundle(made.bytes, 'code.bundle');
    expect(await repository.commit(oid)).toBeNull();
    expect(await repository.file(oid, 'src/features.py')).toBeNull();
  });

  it('is not found by the id of a tree or a file', async () => {
    const repository = await openGitBundle(made.bytes, 'code.bundle');
    const blob = createHash('sha1').update('blob 4\0one\n').digest('hex');
    expect(await repository.commit(blob)).toBeNull();
    expect(await repository.branchesContaining(blob)).toEqual([]);
  });
});

describe('a bundle', () => {
  it('of version 3 is read, unless its objects are named by SHA-256 or were filtered', async () => {
    const pack = made.bytes.subarray(Buffer.from(made.bytes).indexOf('\n\n') + 2);
    const v3 = (capability: string): Uint8Array =>
      bundleOf(`# v3 git bundle\n${capability}\n${made.second} refs/heads/main\n\n`, pack);
    const repository = await openGitBundle(v3('@object-format=sha1'), 'code.bundle');
    expect(await repository.branchesContaining(made.first)).toEqual(['main']);
    for (const capability of ['@object-format=sha256', '@filter=blob:none', `-${made.first} needed`]) {
      expect((await faultOf(openGitBundle(v3(capability), 'code.bundle'))).code).toBe('input/bundle-unreadable');
    }
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('hello\n\nworld')],
    ['a header without an end', new TextEncoder().encode('# v2 git bundle\n')],
    ['a header without a pack', new TextEncoder().encode('# v2 git bundle\n\n')],
    ['a list of branches that is none', new TextEncoder().encode('# v2 git bundle\nmain\n\nPACK')],
  ])('is not %s', async (_, bytes) => {
    expect(await faultOf(openGitBundle(bytes, 'code.bundle'))).toMatchObject({
      code: 'input/bundle-unreadable',
      place: { file: 'code.bundle' },
      exitCode: 3,
    });
  });

  it('is refused wherever its pack is cut or a byte of it is changed', async () => {
    const start = Buffer.from(made.bytes).indexOf('\n\n') + 2;
    for (let at = start; at < made.bytes.length; at += 7) {
      const changed = made.bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      expect((await faultOf(openGitBundle(changed, 'code.bundle'))).code).toBe('input/bundle-unreadable');
      expect((await faultOf(openGitBundle(made.bytes.subarray(0, at), 'code.bundle'))).code).toBe(
        'input/bundle-unreadable',
      );
    }
  });

  it('that was damaged and summed up anew gives foreseen errors only', async () => {
    const start = Buffer.from(made.bytes).indexOf('\n\n') + 2;
    for (let at = start + 12; at < made.bytes.length - 20; at += 11) {
      const changed = made.bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      changed.set(createHash('sha1').update(changed.subarray(start, -20)).digest(), changed.length - 20);
      const work = openGitBundle(changed, 'code.bundle').then(async (repository) => {
        await repository.commit(made.second);
        await repository.branchesContaining(made.first);
        await repository.file(made.second, 'src/features.py');
      });
      await work.catch((error: unknown) => expect(error).toBeInstanceOf(DossierError));
    }
  });
});
