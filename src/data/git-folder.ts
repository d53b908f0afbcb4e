import { type FsClient, listRefs, resolveRef } from 'isomorphic-git';
import { DossierError } from '../core/error.ts';
import type { CaseFolder } from './case-folder.ts';
import { assertPackSizes, inflated } from './git-pack-sizes.ts';
import { type GitRepository, gitRepository } from './git-repository.ts';
import type { GitStore } from './git-store.ts';
import { MEBIBYTE } from './regular-file.ts';

/** A pack is read in one piece. */
const LARGEST_FILE = 512 * MEBIBYTE;

/**
 * Opens a clone or a bare repository below the case folder. Git itself is not run, so no hook, filter or configuration
 * of the repository has any effect; every file is read through the case folder, so that links in it lead nowhere else.
 * @throws DossierError input/repository-unreadable, input/git-object-too-large
 */
export async function openGitFolder(folder: CaseFolder, path: string): Promise<GitRepository> {
  const root = path.replace(/\/+$/, '');
  const gitdir = (await folder.exists(`${root}/.git`)) ? `${root}/.git` : root;
  await assertRepository(folder, root, gitdir);
  const assertSize = sizeCheck(folder, gitdir, root);
  const store: GitStore = { fs: readOnly(folder), gitdir, cache: {}, assertSize };
  try {
    const refs = new Map<string, string>();
    const packed = await packedRefs(folder, gitdir);
    for (const kind of ['refs/heads', 'refs/tags', 'refs/remotes']) {
      for (const name of await listRefs({ ...store, filepath: kind })) {
        const ref = `${kind}/${name}`;
        const isOwnFile = await folder.exists(`${gitdir}/${ref}`);
        const oid = isOwnFile ? await resolveRef({ ...store, ref }).catch(() => null) : (packed.get(ref) ?? null);
        // A branch that was fetched is as good as one that was checked out.
        if (oid !== null) refs.set(ref.replace(/^refs\/remotes\//, 'refs/heads/'), oid);
      }
    }
    return gitRepository(store, refs, (cause) => fault(root, 'one of its objects is damaged', cause));
  } catch (cause) {
    throw fault(root, 'its branches cannot be listed', cause);
  }
}

/** isomorphic-git reads this file anew for every branch of it, and repositories hold thousands of tags. */
async function packedRefs(folder: CaseFolder, gitdir: string): Promise<Map<string, string>> {
  const path = `${gitdir}/packed-refs`;
  const text = (await folder.exists(path)) ? Buffer.from(await folder.read(path)).toString('utf8') : '';
  return new Map([...text.matchAll(/^([0-9a-f]{40}) (refs\/\S+)$/gm)].map(([, oid = '', name = '']) => [name, oid]));
}

async function assertRepository(folder: CaseFolder, root: string, gitdir: string): Promise<void> {
  if ((await folder.kind(gitdir)) !== 'folder') throw fault(root, '.git is a file that leads elsewhere');
  if (!(await folder.exists(`${gitdir}/HEAD`)) || !(await folder.exists(`${gitdir}/objects`)))
    throw fault(root, 'it has no HEAD or no objects');
  if (await folder.exists(`${gitdir}/objects/info/alternates`))
    throw fault(root, 'it borrows objects from another repository');
  if (await folder.exists(`${gitdir}/reftable`)) throw fault(root, 'it keeps its branches as a reftable');
  if (!(await folder.exists(`${gitdir}/config`))) return;
  const config = Buffer.from(await folder.read(`${gitdir}/config`, MEBIBYTE)).toString('utf8');
  if (/objectformat\s*=\s*sha256/i.test(config)) throw fault(root, 'its objects are named by SHA-256');
}

/** Packs are looked through once, before the first object; an object outside them when it is asked for. */
function sizeCheck(folder: CaseFolder, gitdir: string, root: string): (oid: string) => Promise<void> {
  let packs: Promise<void> | null = null;
  return async (oid) => {
    packs ??= assertPacks(folder, `${gitdir}/objects/pack`, root);
    await packs;
    const path = `${gitdir}/objects/${oid.slice(0, 2)}/${oid.slice(2)}`;
    if (await folder.exists(path)) inflated(await readFile(folder, path), root);
  };
}

async function assertPacks(folder: CaseFolder, path: string, root: string): Promise<void> {
  const names = (await folder.exists(path)) ? await folder.entries(path) : [];
  for (const name of names.filter((each) => each.endsWith('.pack'))) {
    assertPackSizes(await readFile(folder, `${path}/${name}`), root);
  }
}

/** What isomorphic-git asks of a file system, for reading only. */
function readOnly(folder: CaseFolder): FsClient {
  const found = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof DossierError && MISSING.has(error.code)) throw missing(error);
      throw error;
    }
  };
  const stat = async (path: string): Promise<object> => {
    const kind = await found(folder.kind(path));
    return {
      isFile: () => kind === 'file',
      isDirectory: () => kind === 'folder',
      isSymbolicLink: () => false,
      ...{ mode: 0o100644, size: kind === 'file' ? await folder.size(path) : 0, mtimeMs: 0, ctimeMs: 0 },
    };
  };
  const refuse = async (): Promise<never> => {
    throw new TypeError('a repository of a case is only read');
  };
  return {
    promises: {
      async readFile(path: string, options?: string | { encoding?: string }) {
        const bytes = Buffer.from(await found(readFile(folder, path)));
        const encoding = typeof options === 'string' ? options : options?.encoding;
        return encoding === undefined ? bytes : bytes.toString('utf8');
      },
      readdir: (path: string) => found(folder.entries(path)),
      stat,
      lstat: stat,
      ...{ writeFile: refuse, mkdir: refuse, rmdir: refuse, unlink: refuse, readlink: refuse, symlink: refuse },
    },
  };
}

/** Objects are named by their own digests, and are many; the rest is remembered like any evidence. */
async function readFile(folder: CaseFolder, path: string): Promise<Uint8Array> {
  if (!path.includes('/objects/')) return folder.read(path);
  const size = await folder.size(path);
  return size > LARGEST_FILE ? folder.read(path, LARGEST_FILE) : folder.head(path, size);
}

const MISSING: ReadonlySet<string> = new Set(['input/file-missing', 'input/not-a-file', 'input/not-a-folder']);

function missing(cause: DossierError): Error {
  return Object.assign(new Error(cause.message, { cause }), {
    code: cause.code === 'input/file-missing' ? 'ENOENT' : 'ENOTDIR',
  });
}

function fault(path: string, why: string, cause?: unknown): DossierError {
  if (cause instanceof DossierError) return cause;
  return new DossierError('input/repository-unreadable', `${path} cannot be read as a git repository: ${why}`, {
    place: { file: path },
    hint: 'Give a bundle instead: git bundle create FILE --all.',
    ...(cause === undefined ? {} : { cause }),
  });
}
