import { readTree, type TreeEntry } from 'isomorphic-git';
import { compareText } from '../core/compare-text.ts';
import type { GitStore } from './git-store.ts';

/** One file that two commits hold differently. */
export interface GitChange {
  /** With forward slashes; whatever a person could name a file. */
  path: string;
  status: 'added' | 'removed' | 'modified';
  /** The bytes are another repository's (a submodule) and are not at hand. */
  isSubmodule: boolean;
}

/** More files than a person compares; the bound also ends hostile trees. */
const MOST_FILES = 10_000;
const DEEPEST = 100;

/** Files in which two trees differ, sorted by path; equal folders are not opened. */
export async function changedFiles(store: GitStore, before: string, after: string): Promise<GitChange[]> {
  const changes: GitChange[] = [];
  await compare({ store, changes }, [before, after], '', 0);
  return changes.sort((one, other) => compareText(one.path, other.path));
}

interface Comparing {
  store: GitStore;
  changes: GitChange[];
}

async function compare(
  comparing: Comparing,
  [before, after]: readonly [string | null, string | null],
  folder: string,
  depth: number,
): Promise<void> {
  const { store, changes } = comparing;
  if (depth > DEEPEST) return;
  const [old, young] = [await entriesOf(store, before), await entriesOf(store, after)];
  for (const name of new Set([...old.keys(), ...young.keys()])) {
    if (changes.length >= MOST_FILES) return;
    const [was, is] = [old.get(name), young.get(name)];
    if (was?.oid === is?.oid && was?.type === is?.type) continue;
    const path = `${folder}${name}`;
    const trees = [treeOf(was), treeOf(is)] as const;
    if (trees[0] !== null || trees[1] !== null) await compare(comparing, trees, `${path}/`, depth + 1);
    const files = [fileOf(was), fileOf(is)];
    if (files[0] !== null || files[1] !== null) changes.push(changeOf(path, files[0] ?? null, files[1] ?? null));
  }
}

function changeOf(path: string, was: TreeEntry | null, is: TreeEntry | null): GitChange {
  const status = was === null ? 'added' : is === null ? 'removed' : 'modified';
  return { path, status, isSubmodule: was?.type === 'commit' || is?.type === 'commit' };
}

const treeOf = (entry: TreeEntry | undefined): string | null => (entry?.type === 'tree' ? entry.oid : null);
const fileOf = (entry: TreeEntry | undefined): TreeEntry | null =>
  entry === undefined || entry.type === 'tree' ? null : entry;

async function entriesOf(store: GitStore, oid: string | null): Promise<Map<string, TreeEntry>> {
  if (oid === null) return new Map();
  const { tree } = await readTree({ ...store, oid });
  return new Map(tree.map((entry) => [entry.path, entry]));
}
