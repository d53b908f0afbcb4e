import { gitObject } from './git-objects.ts';
import type { GitStore } from './git-store.ts';

/** Every commit that a branch or tag leads to, read once. */
export interface GitHistory {
  /** Full names of the branches and tags that contain a commit. */
  refsContaining(commit: string): string[];
  /** True when a commit names a parent that is not at hand, as in a shallow clone. */
  isCut: boolean;
}

/** Grows with commits and not with branches times commits. */
export async function gitHistory(store: GitStore, refs: ReadonlyMap<string, string>): Promise<GitHistory> {
  const children = new Map<string, string[]>();
  const heads = new Map<string, string[]>();
  const open: string[] = [];
  for (const [name, oid] of refs) {
    const commit = await commitOf(store, oid);
    if (commit === null) continue;
    append(heads, commit, name);
    open.push(commit);
  }
  const seen = new Set(open);
  let isCut = false;
  for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
    const found = await gitObject(store, oid);
    if (found === null) isCut = true;
    for (const parent of found === null ? [] : headers(found.bytes, 'parent')) {
      append(children, parent, oid);
      if (!seen.has(parent)) open.push(parent);
      seen.add(parent);
    }
  }
  return { isCut, refsContaining: (commit) => reached(children, commit).flatMap((oid) => heads.get(oid) ?? []) };
}

/** The commit that an id stands for: a tag stands for what it names. Null when there is none. */
export async function commitOf(store: GitStore, oid: string): Promise<string | null> {
  let at: string | undefined = oid;
  while (at !== undefined) {
    const found = await gitObject(store, at);
    if (found?.type === 'commit') return at;
    at = found?.type === 'tag' ? headers(found.bytes, 'object')[0] : undefined;
  }
  return null;
}

/** Ids under a name in the lines before the message. */
function headers(bytes: Uint8Array, name: 'parent' | 'object'): string[] {
  const text = new TextDecoder().decode(bytes);
  const end = text.indexOf('\n\n');
  const lines = (end === -1 ? text : text.slice(0, end)).split('\n').map((line) => line.split(' '));
  return lines.flatMap(([key, id = '']) => (key === name && /^[0-9a-f]{40}$/.test(id) ? id : []));
}

function reached(children: ReadonlyMap<string, string[]>, from: string): string[] {
  const seen = new Set([from]);
  for (const oid of seen) for (const child of children.get(oid) ?? []) seen.add(child);
  return [...seen];
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
