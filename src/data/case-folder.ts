import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, posix, relative, resolve, sep } from 'node:path';
import { compareText } from '../core/compare-text.ts';
import { DossierError } from '../core/error.ts';
import type { FileDigest } from '../core/evidence.ts';
import { sha256Hex } from '../core/sha256.ts';
import { listFiles } from './list-files.ts';
import { digestBytes, type FileLocation, MEBIBYTE, readBytes, readHead } from './regular-file.ts';

export interface CaseFolderOptions {
  /** Folders outside the case folder that the operator allows the case to name. */
  allowedRoots?: string[];
}

/** The folder of one case. Nothing outside it, or outside a root that the operator allowed, can be read through it. */
export interface CaseFolder {
  /** Absolute, all symbolic links followed. */
  readonly root: string;
  /** The case folder and the allowed roots, absolute. */
  readonly roots: readonly string[];
  /**
   * The absolute real path of a file or folder of the case.
   * @throws DossierError input/path-outside-case, input/file-missing
   */
  resolve(path: string): Promise<string>;
  /** True when there is a file or folder of that path, inside. */
  exists(path: string): Promise<boolean>;
  /** What lies at a path. @throws as resolve */
  kind(path: string): Promise<'file' | 'folder' | 'other'>;
  /**
   * All bytes of a file, whose digest is remembered.
   * @param maxBytes - 64 MiB when left out
   * @throws DossierError input/file-too-large, input/not-a-file, input/file-changed; and as resolve
   */
  read(path: string, maxBytes?: number): Promise<Uint8Array>;
  /** The first bytes of a file; not remembered, for it is no evidence. */
  head(path: string, bytes: number): Promise<Uint8Array>;
  /** SHA-256 of a file of any size; computed once and remembered. */
  digest(path: string): Promise<FileDigest>;
  /** Paths of all regular files below the folder, sorted; symbolic links and dot-folders are left out. */
  list(): Promise<string[]>;
  /** Names of what lies in a folder, sorted. @throws DossierError input/not-a-folder; and as resolve */
  entries(path: string): Promise<string[]>;
  /** Bytes of a file, without reading it. */
  size(path: string): Promise<number>;
  /** Remembers the digest of a file of the case that was read in another way. */
  adopt(digest: FileDigest): void;
  /** Every file read or digested so far, sorted by path. */
  filesRead(): Promise<FileDigest[]>;
}

/** @throws DossierError input/case-folder-missing when there is no such folder */
export async function openCaseFolder(directory: string, options: CaseFolderOptions = {}): Promise<CaseFolder> {
  const root = await realFolder(directory);
  const roots = [root, ...(await Promise.all((options.allowedRoots ?? []).map(realFolder)))];
  const digests = new Map<string, Promise<FileDigest>>();
  const locate = (path: string): Promise<FileLocation> => locateInside(roots, path);

  async function digest(path: string): Promise<FileDigest> {
    const location = await locate(path);
    const known = digests.get(location.path);
    if (known !== undefined) return known;
    const computing = digestBytes(location).then((found) => ({ path: location.path, ...found }));
    remember(digests, location.path, computing);
    return computing;
  }

  async function read(path: string, maxBytes: number = 64 * MEBIBYTE): Promise<Uint8Array> {
    const location = await locate(path);
    const bytes = await readBytes(location, maxBytes);
    const found = { path: location.path, sha256: sha256Hex(bytes), bytes: bytes.length };
    const known = await digests.get(location.path);
    if (known === undefined) remember(digests, location.path, Promise.resolve(found));
    else if (known.sha256 !== found.sha256) throw changed(location.path);
    return bytes;
  }

  return {
    root,
    roots,
    resolve: async (path) => (await locate(path)).realPath,
    exists: (path) => locate(path).then(() => true, isAbsent),
    kind: async (path) => kindOf((await locate(path)).realPath),
    read,
    head: async (path, bytes) => readHead(await locate(path), bytes),
    digest,
    entries: async (path) => entriesOf(await locate(path)),
    size: async (path) => (await stat((await locate(path)).realPath)).size,
    adopt: (found) => void digests.set(found.path, Promise.resolve(found)),
    list: () => listFiles(root),
    filesRead: async () => (await Promise.all(digests.values())).sort((a, b) => compareText(a.path, b.path)),
  };
}

/** A digest that failed is forgotten: the file was not read. */
function remember(digests: Map<string, Promise<FileDigest>>, path: string, digest: Promise<FileDigest>): void {
  digests.set(path, digest);
  digest.catch(() => digests.delete(path));
}

/** Spelling decides first, so that a path outside is refused whether or not it exists; symbolic links decide last. */
async function locateInside(roots: readonly string[], path: string): Promise<FileLocation> {
  const [directory = ''] = roots;
  const spelled = resolve(directory, path);
  if (!roots.some((root) => isWithin(root, spelled))) throw outside(path);
  const realPath = await realpathOf(spelled, path);
  if (!roots.some((root) => isWithin(root, realPath))) throw outside(path);
  return { path: nameOf(directory, spelled), realPath };
}

function nameOf(directory: string, spelled: string): string {
  const inside = relative(directory, spelled).split(sep).join(posix.sep);
  return inside === '' ? '.' : inside;
}

function isWithin(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

async function realpathOf(spelled: string, path: string): Promise<string> {
  try {
    return await realpath(spelled);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EACCES') {
      throw new DossierError('input/file-unreadable', `${path} cannot be read (EACCES)`, {
        place: { file: path },
        hint: 'Check the permissions of the file and of the folders above it.',
        cause,
      });
    }
    throw new DossierError('input/file-missing', `${path} does not exist in the case folder`, {
      place: { file: path },
      hint: 'Check the spelling, or put the file there.',
      cause,
    });
  }
}

async function realFolder(directory: string): Promise<string> {
  const real = await realpath(resolve(directory)).catch(() => null);
  if (real !== null && (await stat(real)).isDirectory()) return real;
  throw new DossierError('input/case-folder-missing', `there is no folder ${directory}`, {
    place: { file: directory },
    hint: 'Name the folder that holds case.yaml.',
  });
}

async function kindOf(realPath: string): Promise<'file' | 'folder' | 'other'> {
  const status = await stat(realPath);
  if (status.isFile()) return 'file';
  return status.isDirectory() ? 'folder' : 'other';
}

async function entriesOf({ path, realPath }: FileLocation): Promise<string[]> {
  if ((await kindOf(realPath)) !== 'folder') {
    throw new DossierError('input/not-a-folder', `${path} is not a folder`, {
      place: { file: path },
      hint: 'Name a folder.',
    });
  }
  return (await readdir(realPath)).sort(compareText);
}

function isAbsent(error: unknown): false {
  if (error instanceof DossierError) return false;
  throw error;
}

function outside(path: string): DossierError {
  return new DossierError('input/path-outside-case', `${path} leads out of the case folder`, {
    place: { file: path },
    hint: 'Put the file into the case folder, or allow its folder explicitly.',
  });
}

function changed(path: string): DossierError {
  return new DossierError('input/file-changed', `${path} changed while it was being read`, {
    place: { file: path },
    hint: 'Run again when nothing writes into the case folder.',
  });
}
