import { createHash } from 'node:crypto';
import { type CommitObject, expandOid, indexPack, readBlob, readCommit } from 'isomorphic-git';
import { createFsFromVolume, type IFs, Volume } from 'memfs';
import { bundleFault, parseBundleHeader } from './git-bundle-header.ts';

/** A commit, without e-mail addresses. */
export interface GitCommit {
  author: string;
  /** ISO 8601 in UTC. */
  committedAt: string;
  /** The first line of the message. */
  subject: string;
}

/** A git repository in memory. Ids come from the lineage and may be anything; what is no commit id is not found. */
export interface GitRepository {
  /** Null when there is no such commit. Seven digits do where they are unique. */
  commit(oid: string): Promise<GitCommit | null>;
  /** The bytes of a file at a commit. Null when there is no such commit or no such file at it. */
  file(oid: string, path: string): Promise<Uint8Array | null>;
  /** Short names of the branches that contain a commit, sorted. */
  branchesContaining(oid: string): Promise<string[]>;
}

const GITDIR = '/repository';
const PACK = 'objects/pack/pack-bundle.pack';

/** What isomorphic-git needs: the files, the folder, and a cache so that the pack's index is parsed once. */
interface Store {
  fs: IFs;
  gitdir: string;
  cache: object;
}

/**
 * Opens a git bundle in memory; neither git nor the file system is used.
 * @throws DossierError input/bundle-unreadable
 */
export async function openGitBundle(bytes: Uint8Array, fileName: string): Promise<GitRepository> {
  const { refs, packStart } = parseBundleHeader(bytes, fileName);
  const store = await indexed(bytes.subarray(packStart), fileName);
  const heads = [...refs].filter(([name]) => name.startsWith('refs/heads/'));
  const ancestries = new Map<string, Promise<Set<string>>>();
  const ancestryOf = (head: string): Promise<Set<string>> => {
    const known = ancestries.get(head) ?? walk(store, head);
    ancestries.set(head, known);
    return known;
  };
  const branchesContaining = async (oid: string): Promise<string[]> => {
    const full = await fullOid(store, oid);
    const found: string[] = [];
    for (const [name, head] of heads) {
      if (full !== null && (await ancestryOf(head)).has(full)) found.push(name.slice('refs/heads/'.length));
    }
    return found.sort();
  };
  const readable = <T>(reading: Promise<T>): Promise<T> =>
    reading.catch((cause: unknown) => {
      throw bundleFault(fileName, 'one of its objects is damaged', cause);
    });
  return {
    commit: (oid) => readable(commitAt(store, oid)),
    file: (oid, path) => readable(fileAt(store, oid, path)),
    branchesContaining: (oid) => readable(branchesContaining(oid)),
  };
}

/** The pack ends in the SHA-1 of what precedes it; a pack that was cut or altered is refused before it is parsed. */
async function indexed(pack: Uint8Array, fileName: string): Promise<Store> {
  const checksum = Buffer.from(pack.subarray(-20)).toString('hex');
  if (createHash('sha1').update(pack.subarray(0, -20)).digest('hex') !== checksum) {
    throw bundleFault(fileName, 'its pack was cut or altered');
  }
  const fs = createFsFromVolume(new Volume());
  fs.mkdirSync(`${GITDIR}/objects/pack`, { recursive: true });
  fs.writeFileSync(`${GITDIR}/${PACK}`, pack);
  const store = { fs, gitdir: GITDIR, cache: {} };
  try {
    await indexPack({ ...store, dir: GITDIR, filepath: PACK });
  } catch (cause) {
    throw bundleFault(fileName, 'its pack cannot be indexed', cause);
  }
  return store;
}

async function fullOid(store: Store, oid: string): Promise<string | null> {
  if (!/^[0-9a-f]{7,40}$/.test(oid)) return null;
  return expandOid({ ...store, oid }).catch(absent);
}

async function readFull(store: Store, oid: string): Promise<{ oid: string; commit: CommitObject } | null> {
  const full = await fullOid(store, oid);
  if (full === null) return null;
  return readCommit({ ...store, oid: full }).then(({ commit }) => ({ oid: full, commit }), absent);
}

async function commitAt(store: Store, oid: string): Promise<GitCommit | null> {
  const found = await readFull(store, oid);
  if (found === null) return null;
  const { author, committer, message } = found.commit;
  return {
    author: author.name,
    committedAt: new Date(committer.timestamp * 1000).toISOString(),
    subject: message.split('\n', 1).join('').trim(),
  };
}

async function fileAt(store: Store, oid: string, path: string): Promise<Uint8Array | null> {
  const found = await readFull(store, oid);
  if (found === null || path === '' || path.startsWith('/')) return null;
  return readBlob({ ...store, oid: found.oid, filepath: path }).then(({ blob }) => blob, absent);
}

/** A commit and all behind it. */
async function walk(store: Store, head: string): Promise<Set<string>> {
  const seen = new Set<string>();
  const open = [head];
  for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
    if (seen.has(oid)) continue;
    seen.add(oid);
    const found = await readFull(store, oid);
    open.push(...(found?.commit.parent ?? []));
  }
  return seen;
}

/** isomorphic-git throws for what is not there, and for what is there but is no commit or no file. */
function absent(error: unknown): null {
  if (error instanceof Error && 'code' in error && NOT_THERE.has(String(error.code))) return null;
  throw error;
}

const NOT_THERE: ReadonlySet<string> = new Set([
  'NotFoundError',
  'ObjectTypeError',
  'AmbiguousError',
  'ShortOidNotFound',
  'InvalidFilepathError',
]);
