import { describe, expect, it } from 'vitest';
import { openCaseFolder } from '../../src/data/case-folder.ts';
import { codeProbe } from '../../src/pipeline/code-probe.ts';
import { RawGit } from '../data/raw-git.ts';
import { declaration } from '../lineage/small-chain.ts';

type Entries = Parameters<RawGit['tree']>[0];

const PLAIN = '100644';
const LINK = '120000';

async function probeOf(git: RawGit) {
  const code = [{ repository: 'https://git.example.org/r', folder: 'repo.git' }];
  return codeProbe(await openCaseFolder(git.root), { ...declaration, code });
}

/** What a change of one file is listed as. */
async function changeOf(make: (git: RawGit) => [Entries, Entries], lose?: (git: RawGit) => void) {
  const git = await RawGit.make();
  const [from, to] = make(git).map((entries) => git.commit(git.tree(entries))) as [string, string];
  lose?.(git);
  const changes = await (await probeOf(git)).codeChanges('https://git.example.org/r.git', from, to, ['a.py']);
  return changes?.files[0];
}

describe('the code at a commit', () => {
  it('is a file with a digest, and nothing else has one', async () => {
    const git = await RawGit.make();
    const blob = git.object('blob', 'x = 1\n');
    const lost = git.object('blob', 'lost');
    const commit = git.commit(
      git.tree([
        [PLAIN, '$(touch x)', blob],
        [PLAIN, 'gone.py', lost],
        [LINK, 'link.py', blob],
        ['160000', 'sub', 'a'.repeat(40)],
      ]),
    );
    git.lose(lost);
    git.ref('heads/main', commit);
    const probe = await probeOf(git);
    const known = async (path: string | null) => {
      const { known: answer, sha256 } = await probe.code('https://git.example.org/r/', commit, path);
      return [answer, sha256?.slice(0, 8) ?? null];
    };
    expect(await known('$(touch x)')).toEqual(['found', '9e26bf36']);
    expect(await known(null)).toEqual(['found', null]);
    expect(await known('link.py')).toEqual(['not-a-file', null]);
    expect(await known('sub/a.py')).toEqual(['not-a-file', null]);
    expect(await known('gone.py')).toEqual(['file-not-at-hand', null]);
    expect(await known('../HEAD')).toEqual(['file-missing', null]);
    expect((await probe.code('elsewhere', commit, null)).known).toBe('repository-missing');
  });

  it('is on no branch at hand where a shallow clone hides how it was merged', async () => {
    const git = await RawGit.make();
    const tree = git.tree([]);
    const first = git.commit(tree);
    git.ref('heads/main', git.commit(tree, ['b'.repeat(40)], 1_700_000_001));
    expect(await (await probeOf(git)).code('https://git.example.org/r', first, null)).toMatchObject({
      ...{ known: 'found', branches: [], isHistoryCut: true },
    });
  });
});

describe('a change', () => {
  it('of line ends alone is a change of every line', async () => {
    const change = await changeOf((git) => [
      [[PLAIN, 'a.py', git.object('blob', 'a\r\nb')]],
      [[PLAIN, 'a.py', git.object('blob', 'a\nb')]],
    ]);
    expect(change).toMatchObject({ added: 1, removed: 1, withoutDiff: null });
    expect(change?.diff).toContain('-a\r');
  });

  it.each<[string, string, Uint8Array | string]>([
    ['bytes that are no text', 'binary', Uint8Array.of(0xff, 0xfe)],
    ['text with NUL', 'binary', 'a\0b'],
    ['a megabyte and more', 'too-large', 'x'.repeat(2 ** 20 + 1)],
  ])('to %s is listed without lines', async (_, why, text) => {
    const change = await changeOf((git) => [
      [[PLAIN, 'a.py', git.object('blob', 'a\n')]],
      [[PLAIN, 'a.py', git.object('blob', text)]],
    ]);
    expect(change).toMatchObject({ withoutDiff: why, diff: [], added: null });
  });

  it('to a link or a submodule is listed without lines', async () => {
    for (const [mode, why] of [
      [LINK, 'link'],
      ['160000', 'submodule'],
    ] as const) {
      const change = await changeOf((git) => [
        [[PLAIN, 'a.py', git.object('blob', 'a\n')]],
        [[mode, 'a.py', git.object('blob', '/etc/passwd')]],
      ]);
      expect(change).toMatchObject({ withoutDiff: why, diff: [] });
    }
  });

  it('whose text is not at hand is not taken for a file that was emptied', async () => {
    let lost = '';
    const change = await changeOf(
      (git) => {
        lost = git.object('blob', 'new\n');
        return [[[PLAIN, 'a.py', git.object('blob', 'a\n')]], [[PLAIN, 'a.py', lost]]];
      },
      (git) => git.lose(lost),
    );
    expect(change).toMatchObject({ status: 'modified', withoutDiff: 'not-at-hand', removed: null });
  });
});
