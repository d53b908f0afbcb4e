import { execFileSync } from 'node:child_process';
import { symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCaseFolder } from '../../src/data/case-folder.ts';
import { faultOf, temporaryFolder } from './temporary-folder.ts';

// FIPS 180-4, SHA-256 of "abc".
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('a path of a case', () => {
  it('is resolved inside the folder, however it is spelled', async () => {
    const root = await temporaryFolder({ 'a/b.txt': 'abc' });
    const folder = await openCaseFolder(root);
    for (const path of ['a/b.txt', './a//b.txt', 'a/../a/b.txt', join(root, 'a/b.txt')]) {
      expect(await folder.resolve(path)).toBe(join(root, 'a/b.txt'));
    }
    expect(await folder.exists('a/b.txt')).toBe(true);
    expect(await folder.exists('a/c.txt')).toBe(false);
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'a/../../x', '..', '../gone'])('is refused outside: %s', async (path) => {
    const folder = await openCaseFolder(await temporaryFolder({ 'a/b': '' }));
    const fault = await faultOf(folder.resolve(path));
    expect(fault).toMatchObject({ code: 'input/path-outside-case', place: { file: path }, exitCode: 3 });
    expect(fault.message).toContain(path);
    expect(fault.hint).toBeTruthy();
    expect(await folder.exists(path)).toBe(false);
  });

  it('is refused when a symbolic link leads out, as a file and as a folder on the way', async () => {
    const outside = await temporaryFolder({ 'secret.txt': 'abc' });
    const root = await temporaryFolder({ 'inside.txt': 'abc' });
    await symlink(join(outside, 'secret.txt'), join(root, 'link'));
    await symlink(outside, join(root, 'folder'));
    await symlink('inside.txt', join(root, 'fine'));
    const folder = await openCaseFolder(root);
    expect((await faultOf(folder.read('link'))).code).toBe('input/path-outside-case');
    expect((await faultOf(folder.digest('folder/secret.txt'))).code).toBe('input/path-outside-case');
    expect(await folder.resolve('fine')).toBe(join(root, 'inside.txt'));
  });

  it('is allowed below a root that the operator named, and not below one whose name only begins alike', async () => {
    const shared = join(await temporaryFolder({ 'shared/x.txt': 'abc', 'shared-other/y.txt': '' }), 'shared');
    const folder = await openCaseFolder(await temporaryFolder(), { allowedRoots: [shared] });
    expect((await folder.digest(join(shared, 'x.txt'))).sha256).toBe(ABC);
    expect((await faultOf(folder.read(`${shared}-other/y.txt`))).code).toBe('input/path-outside-case');
  });

  it('names the file that is missing, dangling, or no file name at all', async () => {
    const root = await temporaryFolder({ 'a.txt': '' });
    await symlink('gone', join(root, 'dangling'));
    await symlink('loop', join(root, 'loop'));
    const folder = await openCaseFolder(root);
    for (const path of ['nope.txt', 'a.txt/b', 'dangling', 'loop', 'nul\0byte', 'x'.repeat(5000)]) {
      const fault = await faultOf(folder.resolve(path));
      expect(fault).toMatchObject({ code: 'input/file-missing', place: { file: path } });
    }
  });
});

describe('a file of a case', () => {
  it('is read whole up to the bound and refused beyond it', async () => {
    const folder = await openCaseFolder(await temporaryFolder({ 'a.txt': 'abc', 'empty.txt': '' }));
    expect(new TextDecoder().decode(await folder.read('a.txt', 3))).toBe('abc');
    expect((await folder.read('empty.txt')).length).toBe(0);
    expect(await faultOf(folder.read('a.txt', 2))).toMatchObject({
      code: 'input/file-too-large',
      place: { file: 'a.txt' },
    });
  });

  it('is at most 64 MiB unless told', async () => {
    const root = await temporaryFolder({ 'sparse.bin': '' });
    await truncate(join(root, 'sparse.bin'), 64 * 1024 * 1024 + 1);
    const folder = await openCaseFolder(root);
    expect((await faultOf(folder.read('sparse.bin'))).code).toBe('input/file-too-large');
  });

  it('is not a folder, and not a pipe that would wait for ever', async () => {
    const root = await temporaryFolder({ 'a/b': '' });
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const folder = await openCaseFolder(root);
    for (const path of ['a', 'pipe', '.']) {
      expect(await faultOf(folder.read(path))).toMatchObject({ code: 'input/not-a-file', place: { file: path } });
      expect((await faultOf(folder.digest(path))).code).toBe('input/not-a-file');
    }
    expect(await folder.kind('pipe')).toBe('other');
    expect(await folder.filesRead()).toEqual([]);
  });

  it('is remembered once with its digest, in the order of paths', async () => {
    const folder = await openCaseFolder(await temporaryFolder({ 'b.txt': 'abc', 'a/x.txt': 'abc', 'Z.txt': '' }));
    await Promise.all([
      folder.digest('b.txt'),
      folder.read('b.txt'),
      folder.digest('./a/x.txt'),
      folder.digest('Z.txt'),
    ]);
    await folder.head('b.txt', 1);
    expect(await folder.filesRead()).toEqual([
      { path: 'Z.txt', sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', bytes: 0 },
      { path: 'a/x.txt', sha256: ABC, bytes: 3 },
      { path: 'b.txt', sha256: ABC, bytes: 3 },
    ]);
  });

  it('is refused when it changed between two readings', async () => {
    const root = await temporaryFolder({ 'a.txt': 'abc' });
    const folder = await openCaseFolder(root);
    await folder.read('a.txt');
    await writeFile(join(root, 'a.txt'), 'abd');
    expect((await faultOf(folder.read('a.txt'))).code).toBe('input/file-changed');
  });
});

describe('the folder of a case', () => {
  it('lists regular files in order of code units, without links and dot-folders', async () => {
    const root = await temporaryFolder({ b: '', 'a/z': '', B: '', '.git/config': '', ä: '' });
    await symlink(root, join(root, 'loop'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(await (await openCaseFolder(root)).list()).toEqual(['B', 'a/z', 'b', 'ä']);
  });

  it('must exist and be a folder', async () => {
    const root = await temporaryFolder({ file: '' });
    expect((await faultOf(openCaseFolder(join(root, 'gone')))).code).toBe('input/case-folder-missing');
    expect((await faultOf(openCaseFolder(join(root, 'file')))).code).toBe('input/case-folder-missing');
  });
});
