import { type CommitObject, expandOid, readBlob, readCommit } from 'isomorphic-git';
import { changedFiles, type GitChange } from './git-changes.ts';
import type { GitStore } from './git-store.ts';

/** A commit, without e-mail addresses. */
export interface GitCommit {
  author: string;
  /** ISO 8601 in UTC. */
  authoredAt: string;
  committer: string;
  /** ISO 8601 in UTC. */
  committedAt: string;
  /** The first line of the message. */
  subject: string;
  /** The kind of the signature that the commit carries; nothing checks it. Null when it carries none. */
  signature: 'OpenPGP' | 'SSH' | 'X.509' | 'unknown' | null;
}

/** A git repository. Ids come from the lineage and may be anything; what is no commit id is not found. */
export interface GitRepository {
  /** Null when there is no such commit. Seven digits do where they are unique. */
  commit(oid: string): Promise<GitCommit | null>;
  /** The bytes of a file at a commit. Null when there is no such commit or no such file at it. */
  file(oid: string, path: string): Promise<Uint8Array | null>;
  /** Short names of the branches that contain a commit, sorted. */
  branchesContaining(oid: string): Promise<string[]>;
  /** Short names of the tags that contain a commit, sorted. */
  tagsContaining(oid: string): Promise<string[]>;
  /** Files that differ between two commits, sorted by path. Null when one of them is not there. */
  changes(from: string, to: string): Promise<GitChange[] | null>;
}

/**
 * A repository over its objects.
 * @param refs - branches and tags by full name
 * @param damaged - the error for an object that is there and cannot be read
 */
export function gitRepository(
  store: GitStore,
  refs: ReadonlyMap<string, string>,
  damaged: (cause: unknown) => Error,
): GitRepository {
  const ancestries = new Map<string, Promise<Set<string>>>();
  const ancestryOf = (head: string): Promise<Set<string>> => {
    const known = ancestries.get(head) ?? walk(store, head);
    ancestries.set(head, known);
    return known;
  };
  const containing = async (prefix: string, oid: string): Promise<string[]> => {
    const full = await fullOid(store, oid);
    const found: string[] = [];
    for (const [name, head] of refs) {
      if (full !== null && name.startsWith(prefix) && (await ancestryOf(head)).has(full))
        found.push(name.slice(prefix.length));
    }
    return found.sort();
  };
  const readable = <T>(reading: Promise<T>): Promise<T> =>
    reading.catch((cause: unknown) => {
      throw damaged(cause);
    });
  return {
    commit: (oid) => readable(commitAt(store, oid)),
    file: (oid, path) => readable(fileAt(store, oid, path)),
    branchesContaining: (oid) => readable(containing('refs/heads/', oid)),
    tagsContaining: (oid) => readable(containing('refs/tags/', oid)),
    changes: (from, to) => readable(changesBetween(store, from, to)),
  };
}

async function fullOid(store: GitStore, oid: string): Promise<string | null> {
  if (!/^[0-9a-f]{7,40}$/.test(oid)) return null;
  return expandOid({ ...store, oid }).catch(absent);
}

async function readFull(store: GitStore, oid: string): Promise<{ oid: string; commit: CommitObject } | null> {
  const full = await fullOid(store, oid);
  if (full === null) return null;
  return readCommit({ ...store, oid: full }).then(({ oid: peeled, commit }) => ({ oid: peeled, commit }), absent);
}

async function commitAt(store: GitStore, oid: string): Promise<GitCommit | null> {
  const found = await readFull(store, oid);
  if (found === null) return null;
  const { author, committer, message, gpgsig } = found.commit;
  return {
    author: author.name,
    authoredAt: timeOf(author.timestamp),
    committer: committer.name,
    committedAt: timeOf(committer.timestamp),
    subject: message.split('\n', 1).join('').trim(),
    signature: signatureOf(gpgsig),
  };
}

function timeOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** @see gitformat-signature(5) */
function signatureOf(signature: string | undefined): GitCommit['signature'] {
  if (signature === undefined || signature.trim() === '') return null;
  const [, kind = ''] =
    /-----BEGIN (PGP SIGNATURE|PGP MESSAGE|SSH SIGNATURE|SIGNED MESSAGE)-----/.exec(signature) ?? [];
  if (kind.startsWith('PGP')) return 'OpenPGP';
  if (kind.startsWith('SSH')) return 'SSH';
  return kind === '' ? 'unknown' : 'X.509';
}

async function fileAt(store: GitStore, oid: string, path: string): Promise<Uint8Array | null> {
  const found = await readFull(store, oid);
  if (found === null || path === '' || path.startsWith('/')) return null;
  return readBlob({ ...store, oid: found.oid, filepath: path }).then(({ blob }) => blob, absent);
}

async function changesBetween(store: GitStore, from: string, to: string): Promise<GitChange[] | null> {
  const [before, after] = [await readFull(store, from), await readFull(store, to)];
  return before === null || after === null ? null : changedFiles(store, before.commit.tree, after.commit.tree);
}

/** A commit and all behind it; in a shallow clone as far as it goes. */
async function walk(store: GitStore, head: string): Promise<Set<string>> {
  const seen = new Set<string>();
  const open = [head];
  for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
    if (seen.has(oid)) continue;
    seen.add(oid);
    const found = await readFull(store, oid);
    // A tag stands for the commit that it names.
    if (found !== null) seen.add(found.oid);
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
