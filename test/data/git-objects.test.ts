import * as nodeFs from 'node:fs';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexPack } from 'isomorphic-git';
import { describe, expect, it } from 'vitest';
import { packOf, RawGit, sha1 } from './raw-git.ts';
import { faultOf } from './temporary-folder.ts';

const BLOB = 3;

/** A pack whose index says that the bytes of one text have the id of another. */
async function forge(git: RawGit, bytes: string, oid: string): Promise<void> {
  const folder = join(git.dir, 'objects/pack');
  writeFileSync(join(folder, 'pack-forged.pack'), packOf([{ type: BLOB, bytes: Buffer.from(bytes) }]));
  await indexPack({ fs: nodeFs, dir: git.dir, gitdir: git.dir, filepath: 'objects/pack/pack-forged.pack' });
  const path = join(folder, readdirSync(folder).find((name) => name.endsWith('.idx')) ?? '');
  const index = readFileSync(path);
  const fanout = 8;
  for (let byte = 0; byte < 256; byte += 1) {
    index.writeUInt32BE(byte >= Number.parseInt(oid.slice(0, 2), 16) ? 1 : 0, fanout + 4 * byte);
  }
  Buffer.from(oid, 'hex').copy(index, fanout + 4 * 256);
  Buffer.from(sha1(index.subarray(0, -20)), 'hex').copy(index, index.length - 20);
  nodeFs.chmodSync(path, 0o644);
  writeFileSync(path, index);
}

describe('an object', () => {
  it('whose bytes do not bear out its id is damaged, whatever the index of its pack says', async () => {
    const git = await RawGit.make();
    const honest = git.object('blob', 'honest\n');
    const commit = git.commit(git.tree([['100644', 'a.py', honest]]));
    git.lose(honest);
    await forge(git, 'forged\n', honest);
    const fault = await faultOf(git.open().then((repository) => repository.file(commit, 'a.py')));
    expect(fault.code).toBe('input/repository-unreadable');
    expect(String((fault.cause as Error).message)).toMatch(new RegExp(`object ${honest} holds the bytes of`));
  });

  it('is read from a pack whose index is true', async () => {
    const git = await RawGit.make();
    const honest = git.object('blob', 'honest\n');
    const commit = git.commit(git.tree([['100644', 'a.py', honest]]));
    git.lose(honest);
    await forge(git, 'honest\n', honest);
    expect(Buffer.from((await (await git.open()).file(commit, 'a.py')) ?? '').toString()).toBe('honest\n');
  });
});
