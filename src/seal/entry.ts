import { compareText } from '../core/compare-text.ts';
import { sha256Hex } from '../core/sha256.ts';
import { pathFault, printablePath } from './safe-path.ts';
import { malformed } from './shape.ts';

export interface SealedFile {
  /** Relative to the folder of the dossier, with forward slashes. */
  path: string;
  bytes: Uint8Array;
}

/** A file as the seal lists it. */
export interface Entry {
  path: string;
  sha256: string;
  /** The file's size. */
  bytes: number;
}

export function entryOf({ path, bytes }: SealedFile): Entry {
  return { path, sha256: sha256Hex(bytes), bytes: bytes.length };
}

export function byPath(one: { path: string }, other: { path: string }): number {
  return compareText(one.path, other.path);
}

/** @throws DossierError seal/malformed for a list that names a place outside, or one path twice */
export function assertPaths(paths: readonly string[], file: string): void {
  const seen = new Set<string>();
  for (const path of paths) {
    if (pathFault(path) !== null) throw malformed(file, `the path "${printablePath(path)}" ${pathFault(path)}`);
    if (seen.has(path)) throw malformed(file, `the path "${path}" is listed twice`);
    seen.add(path);
  }
}
