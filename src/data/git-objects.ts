import { createHash } from 'node:crypto';
import { readObject } from 'isomorphic-git';
import type { GitStore } from './git-store.ts';

export interface GitObject {
  type: string;
  bytes: Uint8Array;
}

/**
 * An object whose bytes bear out its id. The index of a pack is a file like any other and could put other bytes under
 * a commit's id. Null when it is not there.
 */
export async function gitObject(store: GitStore, oid: string): Promise<GitObject | null> {
  await store.assertSize?.(oid);
  const { fs, gitdir, cache } = store;
  const read = await readObject({ fs, gitdir, cache, oid, format: 'content' }).catch(absent);
  if (read === null) return null;
  const { type = '', object } = read;
  if (!(object instanceof Uint8Array)) throw new TypeError(`object ${oid} has no bytes`);
  const found = createHash('sha1').update(`${type} ${object.length}\0`).update(object).digest('hex');
  if (found !== oid) throw new TypeError(`object ${oid} holds the bytes of ${found}`);
  return { type, bytes: object };
}

/** isomorphic-git throws for what is not there, and for what is there but is not what was asked for. */
export function absent(error: unknown): null {
  if (error instanceof Error && 'code' in error && NOT_THERE.has(String(error.code))) return null;
  throw error;
}

const NOT_THERE: ReadonlySet<string> = new Set([
  'NotFoundError',
  'ObjectTypeError',
  'AmbiguousError',
  'ShortOidNotFound',
]);
