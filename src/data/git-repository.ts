import { type CommitObject, expandOid, readCommit } from 'isomorphic-git';
import { changedFiles, type GitChanges } from './git-changes.ts';
import { commitOf, type GitHistory, gitHistory } from './git-history.ts';
import { absent } from './git-objects.ts';
import type { GitStore } from './git-store.ts';
import { entryAt, type GitEntry } from './git-tree.ts';

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
  /** What a path names at a commit. Null when there is no such commit or nothing of that name. */
  entry(oid: string, path: string): Promise<GitEntry | null>;
  /** Short names of the branches that contain a commit, sorted. */
  branchesContaining(oid: string): Promise<string[]>;
  /** Short names of the tags that contain a commit, sorted. */
  tagsContaining(oid: string): Promise<string[]>;
  /** True when a commit names a parent that is not at hand, so that more branches may contain a commit than are told. */
  isHistoryCut(): Promise<boolean>;
  /** Files that differ between two commits. Null when one of the commits, or a folder of it, is not there. */
  changes(from: string, to: string): Promise<GitChanges | null>;
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
  let read: Promise<GitHistory> | null = null;
  const history = (): Promise<GitHistory> => {
    read ??= gitHistory(store, refs);
    return read;
  };
  const containing = async (prefix: string, oid: string): Promise<string[]> => {
    const full = await fullOid(store, oid);
    if (full === null) return [];
    const names = (await history()).refsContaining(full).filter((name) => name.startsWith(prefix));
    return names.map((name) => name.slice(prefix.length)).sort();
  };
  const readable = <T>(reading: Promise<T>): Promise<T> =>
    reading.catch((cause: unknown) => {
      throw damaged(cause);
    });
  return {
    commit: (oid) => readable(commitAt(store, oid)),
    async file(oid, path) {
      const found = await readable(entryOf(store, oid, path));
      return found?.kind === 'file' ? found.bytes : null;
    },
    entry: (oid, path) => readable(entryOf(store, oid, path)),
    branchesContaining: (oid) => readable(containing('refs/heads/', oid)),
    tagsContaining: (oid) => readable(containing('refs/tags/', oid)),
    isHistoryCut: async () => (await readable(history())).isCut,
    changes: (from, to) => readable(changesBetween(store, from, to)),
  };
}

/** The commit that an id of any length stands for. */
async function fullOid(store: GitStore, oid: string): Promise<string | null> {
  if (!/^[0-9a-f]{7,40}$/.test(oid)) return null;
  const full = await expandOid({ ...store, oid }).catch(absent);
  return full === null ? null : commitOf(store, full);
}

async function readFull(store: GitStore, oid: string): Promise<CommitObject | null> {
  const full = await fullOid(store, oid);
  return full === null ? null : (await readCommit({ ...store, oid: full })).commit;
}

async function commitAt(store: GitStore, oid: string): Promise<GitCommit | null> {
  const found = await readFull(store, oid);
  if (found === null) return null;
  const { author, committer, message, gpgsig } = found;
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

async function entryOf(store: GitStore, oid: string, path: string): Promise<GitEntry | null> {
  const found = await readFull(store, oid);
  return found === null ? null : entryAt(store, found.tree, path);
}

async function changesBetween(store: GitStore, from: string, to: string): Promise<GitChanges | null> {
  const [before, after] = [await readFull(store, from), await readFull(store, to)];
  return before === null || after === null ? null : changedFiles(store, before.tree, after.tree);
}
