import type { readCommit } from 'isomorphic-git';

/** What isomorphic-git needs: the files, the folder, and a cache so that a pack's index is parsed once. */
export interface GitStore {
  fs: object & Parameters<typeof readCommit>[0]['fs'];
  gitdir: string;
  cache: object;
  /** Refuses an object that is too large to be unpacked into memory. */
  assertSize?: (oid: string) => Promise<void>;
}
