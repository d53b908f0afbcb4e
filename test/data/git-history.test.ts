import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RawGit } from './raw-git.ts';

describe('the history', () => {
  it('is read once, however many tags there are', async () => {
    const git = await RawGit.make();
    const tree = git.tree([]);
    const commits: string[] = [];
    for (let at = 0; at < 300; at += 1) commits.push(git.commit(tree, commits.slice(-1), 1_700_000_000 + at));
    const tags = commits.map((oid, at) => `${oid} refs/tags/t${String(at).padStart(3, '0')}\n`);
    writeFileSync(join(git.dir, 'packed-refs'), `# pack-refs with: peeled\n${tags.join('')}`);
    const repository = await git.open();
    const containing = await repository.tagsContaining(commits[297] ?? '');
    expect(containing).toEqual(['t297', 't298', 't299']);
    expect(await repository.tagsContaining(commits[0] ?? '')).toHaveLength(300);
    expect(await repository.isHistoryCut()).toBe(false);
  });

  it('of a shallow clone is cut, so that a commit on no branch may be on one', async () => {
    const git = await RawGit.make();
    const tree = git.tree([]);
    const first = git.commit(tree);
    const second = git.commit(tree, [first], 1_700_000_001);
    const third = git.commit(tree, [second], 1_700_000_002);
    git.ref('heads/main', third);
    expect(await (await git.open()).branchesContaining(first)).toEqual(['main']);
    git.lose(second);
    const repository = await git.open();
    expect(await repository.branchesContaining(first)).toEqual([]);
    expect(await repository.isHistoryCut()).toBe(true);
  });

  it('peels tags of tags, and passes over branches that lead nowhere or round in a circle', async () => {
    const git = await RawGit.make();
    const commit = git.commit(git.tree([]));
    const tagOf = (oid: string, type: string) =>
      git.object('tag', `object ${oid}\ntype ${type}\ntag t\ntagger A <a@example.org> 1 +0000\n\nT\n`);
    git.ref('tags/twice', tagOf(tagOf(commit, 'commit'), 'tag'));
    git.ref('tags/of-a-file', tagOf(git.object('blob', 'x'), 'blob'));
    git.ref('heads/circle', 'ref: refs/heads/circle');
    git.ref('heads/out', 'ref: ../../../etc/passwd');
    git.ref('heads/gone', 'f'.repeat(40));
    const repository = await git.open();
    expect(await repository.tagsContaining(commit)).toEqual(['twice']);
    expect(await repository.branchesContaining(commit)).toEqual([]);
  });
});
