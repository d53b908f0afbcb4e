import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DossierError } from '../core/error.ts';

const MOST_FILES = 10_000;
const DEEPEST = 32;

/**
 * Paths of all regular files below a folder, relative to it, sorted by code unit.
 * Symbolic links are not followed and dot-folders are left out, so that neither loops nor .git are walked.
 * @throws DossierError input/folder-too-large
 */
export async function listFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  let folders = [''];
  for (let depth = 0; folders.length > 0; depth += 1) {
    if (depth > DEEPEST) throw tooLarge(`folders lie more than ${DEEPEST} deep`);
    const below: string[] = [];
    for (const folder of folders) {
      for (const entry of await readdir(join(root, folder), { withFileTypes: true }))
        collect(entry, folder, files, below);
      if (files.length > MOST_FILES) throw tooLarge(`there are more than ${MOST_FILES} files`);
    }
    folders = below;
  }
  return files.sort();
}

function collect(entry: Dirent, folder: string, files: string[], folders: string[]): void {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (entry.isFile()) files.push(path);
  else if (entry.isDirectory() && !entry.name.startsWith('.')) folders.push(path);
}

function tooLarge(what: string): DossierError {
  return new DossierError('input/folder-too-large', `the case folder cannot be listed: ${what}`, {
    hint: 'Name a folder that holds the exports of one decision system only.',
  });
}
