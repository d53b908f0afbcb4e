import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { DossierError } from '../core/error.ts';
import { openCaseFolder } from '../data/case-folder.ts';
import type { FolderReader } from '../seal/read-folder.ts';

/**
 * The files of a folder, for the verifier. Everything that lies there is listed, hidden files and links too, so that
 * nothing can be added unseen; but no link is followed and nothing outside is read.
 *
 * @throws DossierError input/dossier-missing
 */
export async function folderReader(directory: string): Promise<FolderReader> {
  const isFolder = await stat(directory).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new DossierError('input/dossier-missing', `there is no folder ${directory}`, {
      hint: 'Name the folder that dossier build wrote.',
    });
  }
  const folder = await openCaseFolder(directory);
  return { list: () => everythingIn(folder.root), read: (path) => folder.read(path) };
}

async function everythingIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
