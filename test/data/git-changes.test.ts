import { describe, expect, it } from 'vitest';
import { RawGit } from './raw-git.ts';

describe('files that differ', () => {
  it('are looked for in a bounded number of folders, and the cut is told', async () => {
    const git = await RawGit.make();
    let [before, after] = [git.tree([]), git.tree([['40000', 'empty', git.tree([])]])];
    const tenOf = (oid: string) => git.tree(Array.from({ length: 10 }, (_, at) => ['40000', `${at}`, oid] as const));
    for (let depth = 0; depth < 9; depth += 1) [before, after] = [tenOf(before), tenOf(after)];
    const changes = await (await git.open()).changes(git.commit(before), git.commit(after));
    expect(changes).toEqual({ files: [], isCut: true });
  });

  it('are not told where a folder is not at hand', async () => {
    const git = await RawGit.make();
    const folder = git.tree([['100644', 'a.py', git.object('blob', 'x')]]);
    const commits = [git.commit(git.tree([['40000', 'z', folder]])), git.commit(git.tree([]))] as const;
    expect(await (await git.open()).changes(...commits)).toMatchObject({ files: [{ path: 'z/a.py' }], isCut: false });
    git.lose(folder);
    expect(await (await git.open()).changes(...commits)).toBeNull();
  });
});
