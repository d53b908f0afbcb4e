import { describe, expect, it } from 'vitest';
import { RawGit } from './raw-git.ts';
import { faultOf } from './temporary-folder.ts';

describe('what a path names', () => {
  it('is told apart from a file where it is a link, a folder or a submodule', async () => {
    const git = await RawGit.make();
    const blob = git.object('blob', '/etc/passwd');
    const folder = git.tree([['100755', 'run\n--output=x', blob]]);
    const commit = git.commit(
      git.tree([
        ['40000', 'folder', folder],
        ['120000', 'link', blob],
        ['160000', 'sub', 'a'.repeat(40)],
      ]),
    );
    const repository = await git.open();
    const kindOf = async (path: string) => (await repository.entry(commit, path))?.kind ?? null;
    expect(await kindOf('link')).toBe('link');
    expect(await repository.file(commit, 'link')).toBeNull();
    expect(await kindOf('folder')).toBe('folder');
    expect(await kindOf('sub')).toBe('submodule');
    expect(await kindOf('sub/inside.py')).toBe('submodule');
    expect(await kindOf('folder/run\n--output=x')).toBe('file');
    for (const path of ['', '/', 'link/x', 'folder/', '../repo.git/HEAD', '$(x)']) {
      expect([path, await kindOf(path)]).toEqual([path, null]);
    }
  });

  it('is not at hand where a partial clone lacks it or a folder on the way', async () => {
    const git = await RawGit.make();
    const blob = git.object('blob', 'x');
    const folder = git.tree([['100644', 'b.py', blob]]);
    const commit = git.commit(
      git.tree([
        ['100644', 'a.py', blob],
        ['40000', 'z', folder],
      ]),
    );
    git.lose(blob);
    git.lose(folder);
    const repository = await git.open();
    for (const path of ['a.py', 'z/b.py']) {
      expect(await repository.entry(commit, path)).toEqual({ kind: 'not-at-hand' });
    }
    expect(await repository.entry(commit, 'other.py')).toBeNull();
  });

  it.each(['..', '.', '.git', 'a/b'])('is refused in a folder that holds the name %j', async (name) => {
    const git = await RawGit.make();
    const blob = git.object('blob', 'x');
    const commit = git.commit(
      git.tree([
        ['100644', name, blob],
        ['100644', 'a.py', blob],
      ]),
    );
    const fault = await faultOf(git.open().then((repository) => repository.file(commit, 'a.py')));
    expect(fault.code).toBe('input/repository-unreadable');
  });
});
