import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DossierError } from '../core/error.ts';
import { makeFolder } from '../data/make-folder.ts';

export interface OutputFile {
  path: string;
  bytes: Uint8Array | string;
}

/**
 * Writes all files into `directory`, or none: they are written aside and then moved there by one rename.
 * An earlier dossier in the same place is replaced; anything else that is there is left alone.
 *
 * @throws DossierError output/directory-in-use, output/not-writable, output/disk-full
 */
export async function writeFolder(directory: string, files: readonly OutputFile[], signal: AbortSignal): Promise<void> {
  const target = resolve(directory);
  const previous = await occupant(target);
  const aside = join(dirname(target), `.${basename(target)}.${randomUUID()}.partial`);
  const replaced = `${aside}.old`;
  try {
    await makeFolder(aside);
    for (const file of files) {
      signal.throwIfAborted();
      const path = join(aside, file.path);
      await makeFolder(dirname(path));
      await writeFile(path, file.bytes, { flag: 'wx' });
    }
    if (previous === 'dossier') await rename(target, replaced);
    await rename(aside, target).catch(async (error: unknown) => {
      if (previous === 'dossier') await rename(replaced, target);
      throw error;
    });
  } catch (error) {
    throw asOutputError(error, directory);
  } finally {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
    await rm(replaced, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** @throws DossierError output/directory-in-use when something else than a dossier is there */
async function occupant(target: string): Promise<'nothing' | 'dossier'> {
  const entries: string[] = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw asOutputError(error, target);
  });
  if (entries.length === 0) return 'nothing';
  const isDossier = await stat(join(target, 'manifest.json')).then(
    () => entries.includes('dossier.pdf') || entries.includes('audit.pdf'),
    () => false,
  );
  if (isDossier) return 'dossier';
  throw new DossierError('output/directory-in-use', `${target} holds other files`, {
    hint: 'Give --out a new or empty folder.',
  });
}

const MEANING: Record<string, { code: `output/${string}`; what: string; hint: string }> = {
  ENOSPC: {
    code: 'output/disk-full',
    what: 'the disk is full',
    hint: 'Free some space, or give --out a folder on another disk.',
  },
  EDQUOT: {
    code: 'output/disk-full',
    what: 'the disk quota is used up',
    hint: 'Free some space, or give --out a folder on another disk.',
  },
  EFBIG: { code: 'output/disk-full', what: 'a file grew beyond the allowed size', hint: 'Raise the file size limit.' },
};

/** What an operating system's error means for the reader. Anything that is no such error passes unchanged. */
function asOutputError(error: unknown, directory: string): unknown {
  const errno = (error as NodeJS.ErrnoException).code;
  if (error instanceof DossierError || errno === undefined || !/^E[A-Z]+$/.test(errno)) return error;
  const { code, what, hint } = MEANING[errno] ?? {
    code: 'output/not-writable' as const,
    what: `the folder cannot be written (${errno})`,
    hint: 'Give --out a folder that you may write to.',
  };
  return new DossierError(code, `${what}: ${directory}`, { hint, cause: error });
}

/** Writes one file, aside first and then renamed; a file of that name is replaced. @throws DossierError output/* */
export async function writeOneFile(path: string, bytes: Uint8Array | string): Promise<void> {
  const target = resolve(path);
  await writeBeside(dirname(target), [{ path: basename(target), bytes }]);
}

/** Writes files into a folder that is there, each one aside first and then renamed. @throws DossierError output/* */
export async function writeBeside(directory: string, files: readonly OutputFile[]): Promise<void> {
  for (const { path, bytes } of files) {
    const aside = join(directory, `.${path}.${randomUUID()}.partial`);
    try {
      await writeFile(aside, bytes, { flag: 'wx' });
      await rename(aside, join(directory, path));
    } catch (error) {
      throw asOutputError(error, directory);
    } finally {
      await rm(aside, { force: true }).catch(() => undefined);
    }
  }
}
