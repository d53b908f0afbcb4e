import type { TreeEntry } from 'isomorphic-git';
import { compareText } from '../core/compare-text.ts';
import type { GitStore } from './git-store.ts';
import { treeEntries } from './git-tree.ts';

/** One file that two commits hold differently. */
export interface GitChange {
  /** With forward slashes; whatever a person could name a file. */
  path: string;
  status: 'added' | 'removed' | 'modified';
  /** The bytes are another repository's (a submodule) and are not at hand. */
  isSubmodule: boolean;
}

export interface GitChanges {
  /** Sorted by path. */
  files: GitChange[];
  /** True when the trees differ further than was looked. */
  isCut: boolean;
}

/** More files than a person compares; with the others, the bounds that end hostile trees. */
const MOST_FILES = 10_000;
const MOST_FOLDERS = 20_000;
const DEEPEST = 100;

/** Files in which two trees differ; equal folders are not opened. Null when a folder is not at hand. */
export async function changedFiles(store: GitStore, before: string, after: string): Promise<GitChanges | null> {
  const comparing: Comparing = { store, files: [], folders: 0, isCut: false, isWhole: true, known: new Map() };
  await compare(comparing, [before, after], '', 0);
  const { files, isCut, isWhole } = comparing;
  return isWhole ? { files: files.sort((one, other) => compareText(one.path, other.path)), isCut } : null;
}

interface Comparing extends GitChanges {
  store: GitStore;
  folders: number;
  isWhole: boolean;
  /** Hostile trees hold few folders, many times over. */
  known: Map<string, Map<string, TreeEntry> | null>;
}

type Sides<T> = readonly [T, T];

async function compare(
  comparing: Comparing,
  [before, after]: Sides<string | null>,
  folder: string,
  depth: number,
): Promise<void> {
  comparing.folders += 1;
  if (depth > DEEPEST || comparing.folders > MOST_FOLDERS) comparing.isCut = true;
  if (comparing.isCut) return;
  const [old, young] = [await entriesOf(comparing, before), await entriesOf(comparing, after)];
  if (old === null || young === null) {
    comparing.isWhole = false;
    return;
  }
  for (const name of new Set([...old.keys(), ...young.keys()])) {
    const [was, is] = [old.get(name), young.get(name)];
    if (was?.oid === is?.oid && was?.type === is?.type) continue;
    await compareEntries(comparing, [was, is], `${folder}${name}`, depth);
    if (comparing.isCut) return;
  }
}

async function compareEntries(
  comparing: Comparing,
  [was, is]: Sides<TreeEntry | undefined>,
  path: string,
  depth: number,
): Promise<void> {
  const { files } = comparing;
  const trees = [treeOf(was), treeOf(is)] as const;
  if (trees[0] !== null || trees[1] !== null) await compare(comparing, trees, `${path}/`, depth + 1);
  const [left, right] = [fileOf(was), fileOf(is)];
  if (left === null && right === null) return;
  if (files.length < MOST_FILES) files.push(changeOf(path, left, right));
  else comparing.isCut = true;
}

function changeOf(path: string, was: TreeEntry | null, is: TreeEntry | null): GitChange {
  const status = was === null ? 'added' : is === null ? 'removed' : 'modified';
  return { path, status, isSubmodule: was?.type === 'commit' || is?.type === 'commit' };
}

const treeOf = (entry: TreeEntry | undefined): string | null => (entry?.type === 'tree' ? entry.oid : null);
const fileOf = (entry: TreeEntry | undefined): TreeEntry | null =>
  entry === undefined || entry.type === 'tree' ? null : entry;

async function entriesOf({ store, known }: Comparing, oid: string | null): Promise<Map<string, TreeEntry> | null> {
  if (oid === null) return new Map();
  const entries = known.get(oid) ?? (await treeEntries(store, oid));
  known.set(oid, entries);
  return entries;
}
