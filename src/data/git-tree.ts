import { readTree, type TreeEntry } from 'isomorphic-git';
import { gitObject } from './git-objects.ts';
import type { GitStore } from './git-store.ts';

/** What a path names at a commit. Only a file has a text of its own. */
export type GitEntry =
  | { kind: 'file'; bytes: Uint8Array }
  | { kind: 'folder' | 'link' | 'submodule' }
  /** The commit names it, but a partial clone does not hold it. */
  | { kind: 'not-at-hand' };

const LINK_MODE = '120000';

/** Entries of a folder by name. Null when the folder is not at hand. */
export async function treeEntries(store: GitStore, oid: string): Promise<Map<string, TreeEntry> | null> {
  if ((await gitObject(store, oid)) === null) return null;
  const { tree } = await readTree({ ...store, oid });
  return new Map(tree.map((entry) => [entry.path, entry]));
}

/** What lies at a path below a folder; links are not followed. Null when nothing does. */
export async function entryAt(store: GitStore, tree: string, path: string): Promise<GitEntry | null> {
  const names = path.split('/');
  let folder = tree;
  for (const [depth, name] of names.entries()) {
    const entries = await treeEntries(store, folder);
    if (entries === null) return { kind: 'not-at-hand' };
    const entry = entries.get(name);
    if (entry === undefined) return null;
    if (depth === names.length - 1) return described(store, entry);
    if (entry.type !== 'tree') return entry.type === 'commit' ? { kind: 'submodule' } : null;
    folder = entry.oid;
  }
  return null;
}

async function described(store: GitStore, { type, mode, oid }: TreeEntry): Promise<GitEntry> {
  if (type === 'tree') return { kind: 'folder' };
  if (type === 'commit') return { kind: 'submodule' };
  if (mode === LINK_MODE) return { kind: 'link' };
  const found = await gitObject(store, oid);
  return found === null ? { kind: 'not-at-hand' } : { kind: 'file', bytes: found.bytes };
}
