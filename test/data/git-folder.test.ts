import * as nodeFs from 'node:fs';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { add, annotatedTag, branch, commit, init, remove, writeCommit, writeRef } from 'isomorphic-git';
import { describe, expect, it } from 'vitest';
import { openCaseFolder } from '../../src/data/case-folder.ts';
import { openGitFolder } from '../../src/data/git-folder.ts';
import type { GitRepository } from '../../src/data/git-repository.ts';
import { faultOf, temporaryFolder } from './temporary-folder.ts';

const author = { name: 'Ada Lovelace', email: 'ada@example.org', timestamp: 1_700_000_000, timezoneOffset: 0 };

interface Made {
  root: string;
  at: { fs: typeof nodeFs; dir: string };
  commits: string[];
}

/** One commit for each set of files; null removes one. */
async function made(...versions: Record<string, string | Uint8Array | null>[]): Promise<Made> {
  const root = await temporaryFolder();
  const at = { fs: nodeFs, dir: join(root, 'repo') };
  await init({ ...at, defaultBranch: 'main' });
  const commits: string[] = [];
  for (const [number, files] of versions.entries()) {
    for (const [path, content] of Object.entries(files)) {
      if (content === null) await remove({ ...at, filepath: path });
      else {
        mkdirSync(dirname(join(at.dir, path)), { recursive: true });
        writeFileSync(join(at.dir, path), content);
        await add({ ...at, filepath: path });
      }
    }
    commits.push(await commit({ ...at, message: `Version ${number}`, author }));
  }
  return { root, at, commits };
}

async function opened({ root }: Made, path = 'repo'): Promise<GitRepository> {
  return openGitFolder(await openCaseFolder(root), path);
}

describe('a clone', () => {
  it('gives commits, files, branches, fetched branches and tags', async () => {
    const repo = await made({ 'a.py': 'one\n' }, { 'a.py': 'two\n' });
    const [first = '', second = ''] = repo.commits;
    await branch({ ...repo.at, ref: 'old', object: first });
    await writeRef({ ...repo.at, ref: 'refs/remotes/origin/release', value: second });
    await annotatedTag({ ...repo.at, ref: 'v1', object: first, tagger: author, message: 'One' });
    const repository = await opened(repo);
    expect(await repository.commit(first)).toMatchObject({ author: 'Ada Lovelace', subject: 'Version 0' });
    expect(Buffer.from((await repository.file(second.slice(0, 8), 'a.py')) ?? '').toString()).toBe('two\n');
    expect(await repository.branchesContaining(first)).toEqual(['main', 'old', 'origin/release']);
    expect(await repository.branchesContaining(second)).toEqual(['main', 'origin/release']);
    expect(await repository.tagsContaining(first)).toEqual(['v1']);
    expect(await repository.tagsContaining(second)).toEqual([]);
  });

  it('is read where it is bare, and where branches are packed', async () => {
    const repo = await made({ 'a.py': 'one\n' });
    const bare = join(repo.root, 'bare.git');
    nodeFs.cpSync(join(repo.at.dir, '.git'), bare, { recursive: true });
    rmSync(join(bare, 'refs/heads/main'));
    writeFileSync(join(bare, 'packed-refs'), `# pack-refs with: peeled\n${repo.commits[0]} refs/heads/main\n`);
    const repository = await opened(repo, 'bare.git/');
    expect(await repository.branchesContaining(repo.commits[0] ?? '')).toEqual(['main']);
  });

  it('names a commit that no branch holds any more, and finds none that is not there', async () => {
    const repo = await made({ 'a.py': 'one\n' });
    const { at, commits } = repo;
    const lost = await commit({ ...at, message: 'Lost', author, ref: 'refs/heads/gone' });
    rmSync(join(at.dir, '.git/refs/heads/gone'));
    const repository = await opened(repo);
    expect(await repository.commit(lost)).toMatchObject({ subject: 'Lost' });
    expect(await repository.branchesContaining(lost)).toEqual([]);
    expect(await repository.commit('0'.repeat(40))).toBeNull();
    expect(await repository.changes(commits[0] ?? '', '0'.repeat(40))).toBeNull();
  });

  it('goes as far as a shallow clone goes', async () => {
    const repo = await made({ 'a.py': 'one\n' }, { 'a.py': 'two\n' });
    const [first = '', second = ''] = repo.commits;
    rmSync(join(repo.at.dir, '.git/objects', first.slice(0, 2), first.slice(2)));
    const repository = await opened(repo);
    expect(await repository.branchesContaining(second)).toEqual(['main']);
    expect(await repository.commit(first)).toBeNull();
  });

  it.each([
    ['-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n', 'OpenPGP'],
    ['-----BEGIN SSH SIGNATURE-----\nx\n-----END SSH SIGNATURE-----\n', 'SSH'],
    ['-----BEGIN SIGNED MESSAGE-----\nx\n-----END SIGNED MESSAGE-----\n', 'X.509'],
    ['something else\n', 'unknown'],
  ])('tells the kind of a signature: %j', async (gpgsig, kind) => {
    const repo = await made({ 'a.py': 'one\n' });
    const { commit: written } = await (await import('isomorphic-git')).readCommit({
      ...repo.at,
      oid: repo.commits[0] ?? '',
    });
    const signed = await writeCommit({ ...repo.at, commit: { ...written, gpgsig } });
    expect(await (await opened(repo)).commit(signed)).toMatchObject({ signature: kind });
  });

  it('lists what differs between commits, whatever files are called', async () => {
    const names = ['--output=x', '-rf', '$(touch x)', 'a b.py', 'deep/er/c.py', 'é 名.py', '; rm'];
    const before = Object.fromEntries(names.map((name) => [name, 'old\n']));
    const repo = await made(
      { ...before, same: 's', gone: 'g' },
      { ...Object.fromEntries(names.map((name) => [name, 'new\n'])), gone: null, added: 'a' },
    );
    const repository = await opened(repo);
    const changes = await repository.changes(repo.commits[0] ?? '', repo.commits[1] ?? '');
    expect(changes?.files.map(({ path, status }) => `${status} ${path}`).sort()).toEqual(
      ['added added', 'removed gone', ...names.map((name) => `modified ${name}`)].sort(),
    );
    for (const name of names) {
      expect(Buffer.from((await repository.file(repo.commits[1] ?? '', name)) ?? '').toString()).toBe('new\n');
    }
  });

  it('lists a file that became a folder, and a folder that became a file', async () => {
    const repo = await made({ x: 'file', 'y/z': 'inside' }, { x: null, 'y/z': null });
    for (const name of ['x', 'y']) rmSync(join(repo.at.dir, name), { recursive: true, force: true });
    mkdirSync(join(repo.at.dir, 'x'));
    writeFileSync(join(repo.at.dir, 'x/in'), 'in');
    writeFileSync(join(repo.at.dir, 'y'), 'file');
    for (const filepath of ['x/in', 'y']) await add({ ...repo.at, filepath });
    const last = await commit({ ...repo.at, message: 'Turned', author });
    const changes = await (await opened(repo)).changes(repo.commits[0] ?? '', last);
    expect(changes?.files.map(({ path, status }) => `${status} ${path}`)).toEqual([
      'removed x',
      'added x/in',
      'added y',
      'removed y/z',
    ]);
  });
});

describe('a folder that is refused', () => {
  it.each<[string, (repo: string) => void]>([
    ['no repository', (repo) => rmSync(join(repo, '.git'), { recursive: true })],
    [
      'a work tree whose .git leads elsewhere',
      (repo) => {
        rmSync(join(repo, '.git'), { recursive: true });
        writeFileSync(join(repo, '.git'), 'gitdir: /etc');
      },
    ],
    [
      'objects borrowed from elsewhere',
      (repo) => {
        mkdirSync(join(repo, '.git/objects/info'), { recursive: true });
        writeFileSync(join(repo, '.git/objects/info/alternates'), '/etc\n');
      },
    ],
    [
      'another object format',
      (repo) => writeFileSync(join(repo, '.git/config'), '[extensions]\n\tobjectFormat = sha256\n'),
    ],
    ['branches in a reftable', (repo) => mkdirSync(join(repo, '.git/reftable'))],
  ])('%s', async (_, spoil) => {
    const repo = await made({ a: 'x' });
    spoil(repo.at.dir);
    const fault = await faultOf(opened(repo));
    expect([fault.code, fault.place?.file]).toEqual(['input/repository-unreadable', 'repo']);
  });

  it('links out of the case', async () => {
    const repo = await made({ a: 'x' });
    const outside = await made({ a: 'secret' });
    rmSync(join(repo.at.dir, '.git/objects'), { recursive: true });
    symlinkSync(join(outside.at.dir, '.git/objects'), join(repo.at.dir, '.git/objects'));
    const fault = await faultOf(opened(repo).then((repository) => repository.commit(outside.commits[0] ?? '')));
    expect(['input/path-outside-case', 'input/repository-unreadable']).toContain(fault.code);
  });

  it('a damaged object', async () => {
    const repo = await made({ a: 'x' });
    const oid = repo.commits[0] ?? '';
    const file = join(repo.at.dir, '.git/objects', oid.slice(0, 2), oid.slice(2));
    nodeFs.chmodSync(file, 0o644);
    writeFileSync(file, 'no object');
    const fault = await faultOf(opened(repo).then((repository) => repository.commit(oid)));
    expect(fault.code).toBe('input/repository-unreadable');
  });
});
