import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/data/make-folder.ts';
import { temporaryFolder } from '../_support/temporary.ts';

describe('making a folder', () => {
  it('makes those above it, and leaves one that is there', async () => {
    const path = join(temporaryFolder(), 'a/b/c');
    await makeFolder(path, 0o700);
    await makeFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it('fails where a file stands in the way', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(join(file, 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.runIf(existsSync('/proc/self'))('ends where the parent is there and is called missing', async () => {
    await expect(makeFolder('/proc/nobody/a')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
