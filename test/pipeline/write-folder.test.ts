import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { writeFolder } from '../../src/pipeline/write-folder.ts';
import { projectFolder } from '../_support/places.ts';
import { temporaryFolder } from '../_support/temporary.ts';

const disk = vi.hoisted(() => ({ answer: '' }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const mkdir = async (...given: Parameters<typeof real.mkdir>): Promise<unknown> => {
    if (disk.answer !== '') throw Object.assign(new Error(disk.answer), { code: disk.answer });
    return real.mkdir(...given);
  };
  return { ...real, mkdir };
});

const signal = new AbortController().signal;
const files = [
  { path: 'dossier.pdf', bytes: '%PDF' },
  { path: 'tables/one.csv', bytes: 'a,b' },
  { path: 'manifest.json', bytes: '{}' },
];

describe('writeFolder', () => {
  it('writes all files, in a folder that need not be there', async () => {
    const folder = join(temporaryFolder(), 'deep', 'out');
    await writeFolder(folder, files, signal);
    expect(readFileSync(join(folder, 'tables/one.csv'), 'utf8')).toBe('a,b');
    expect(readdirSync(join(folder, '..'))).toEqual(['out']);
  });

  it('replaces an earlier dossier, and nothing else', async () => {
    const folder = join(temporaryFolder(), 'out');
    await writeFolder(folder, [...files, { path: 'old.csv', bytes: '' }], signal);
    await writeFolder(folder, files, signal);
    expect(readdirSync(folder).sort()).toEqual(['dossier.pdf', 'manifest.json', 'tables']);
    mkdirSync(join(folder, '../mine'));
    writeFileSync(join(folder, '../mine/notes.txt'), '');
    await expect(writeFolder(join(folder, '../mine'), files, signal)).rejects.toMatchObject({
      code: 'output/directory-in-use',
    });
  });

  it('keeps the earlier dossier when the new one cannot be written', async () => {
    const parent = temporaryFolder();
    const folder = join(parent, 'out');
    await writeFolder(folder, files, signal);
    const twice = [...files, files[0]!];
    await expect(writeFolder(folder, twice, signal)).rejects.toMatchObject({ code: 'output/not-writable' });
    expect(readFileSync(join(folder, 'dossier.pdf'), 'utf8')).toBe('%PDF');
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it.each([
    ['EROFS', 'output/not-writable'],
    ['EACCES', 'output/not-writable'],
    ['ENOSPC', 'output/disk-full'],
  ])('turns %s into %s, and leaves nothing behind', async (answer, code) => {
    const parent = temporaryFolder();
    disk.answer = answer;
    try {
      await expect(writeFolder(join(parent, 'out'), files, signal)).rejects.toMatchObject({ code });
    } finally {
      disk.answer = '';
    }
    expect(readdirSync(parent)).toEqual([]);
  });

  it('says so when the disk takes no more, and leaves nothing behind', () => {
    const parent = temporaryFolder();
    const script = `
      import { writeFolder } from './src/pipeline/write-folder.ts';
      const file = { path: 'dossier.pdf', bytes: Buffer.alloc(200_000) };
      await writeFolder(process.argv[1], [file], new AbortController().signal).catch((error) => console.log(error.code));`;
    const limited = ['-c', 'ulimit -f 8; exec "$0" "$@"', process.execPath, '--import', 'tsx', '--input-type=module'];
    const printed = execFileSync('bash', [...limited, '-e', script, join(parent, 'out')], {
      cwd: projectFolder,
      encoding: 'utf8',
      env: { ...process.env, TSX_DISABLE_CACHE: '1' },
    });
    expect(printed.trim()).toBe('output/disk-full');
    expect(readdirSync(parent)).toEqual([]);
  });
});
