import type { Case } from '../core/case.ts';
import type { CodeFileChange } from '../core/evidence.ts';
import { sha256Hex } from '../core/sha256.ts';
import type { CaseFolder } from '../data/case-folder.ts';
import { openGitBundle } from '../data/git-bundle.ts';
import type { GitChange } from '../data/git-changes.ts';
import { openGitFolder } from '../data/git-folder.ts';
import type { GitRepository } from '../data/git-repository.ts';
import type { GitEntry } from '../data/git-tree.ts';
import { textDiff } from '../data/text-diff.ts';
import type { ArtefactProbe, CodeAnswer } from '../lineage/artefact-probe.ts';
import { isSameRepository } from '../lineage/same-repository.ts';

/** Of the files that no run names, as many as a person looks through. */
const MOST_FILES = 200;
/** Of the difference of one file. */
const MOST_LINES = 400;

/** Looks up code in the repositories of a case; each is opened once. */
export function codeProbe(folder: CaseFolder, { code }: Case): Pick<ArtefactProbe, 'code' | 'codeChanges'> {
  const opened = new Map<string, Promise<GitRepository>>();
  const repositoryOf = (name: string): Promise<GitRepository> | null => {
    const declared = code.find(({ repository }) => isSameRepository(repository, name));
    if (declared === undefined) return null;
    const known = opened.get(declared.repository) ?? openRepository(folder, declared);
    opened.set(declared.repository, known);
    return known;
  };
  return {
    async code(name, commit, path) {
      const repository = await repositoryOf(name);
      return repository === null ? absent('repository-missing') : codeAt(repository, commit, path);
    },
    async codeChanges(name, from, to, named) {
      const repository = await repositoryOf(name);
      const changes = (await repository?.changes(from, to)) ?? null;
      if (repository === null || changes === null) return null;
      const isNamed = ({ path }: GitChange): boolean => named.includes(path);
      const ordered = [...changes.files.filter(isNamed), ...changes.files.filter((change) => !isNamed(change))];
      const files: CodeFileChange[] = [];
      for (const change of ordered.slice(0, MOST_FILES)) {
        files.push(
          isNamed(change) ? await compared(repository, change, [from, to]) : listed(change, 'not-named', false),
        );
      }
      return { files, filesInAll: changes.files.length, isCut: changes.isCut };
    },
  };
}

async function openRepository(
  folder: CaseFolder,
  { bundle, folder: path }: Case['code'][number],
): Promise<GitRepository> {
  if (bundle !== undefined) return openGitBundle(await folder.read(bundle), bundle);
  return openGitFolder(folder, path ?? '');
}

async function codeAt(repository: GitRepository, commit: string, path: string | null): Promise<CodeAnswer> {
  const found = await repository.commit(commit);
  if (found === null) return absent('commit-missing');
  const entry = path === null ? null : await repository.entry(commit, path);
  return {
    known: path === null ? 'found' : KNOWN[entry?.kind ?? 'nothing'],
    ...found,
    branches: await repository.branchesContaining(commit),
    tags: await repository.tagsContaining(commit),
    isHistoryCut: await repository.isHistoryCut(),
    sha256: entry?.kind === 'file' ? sha256Hex(entry.bytes) : null,
  };
}

const KNOWN: Record<GitEntry['kind'] | 'nothing', CodeAnswer['known']> = {
  file: 'found',
  nothing: 'file-missing',
  folder: 'not-a-file',
  link: 'not-a-file',
  submodule: 'not-a-file',
  'not-at-hand': 'file-not-at-hand',
};

async function compared(
  repository: GitRepository,
  change: GitChange,
  commits: [string, string],
): Promise<CodeFileChange> {
  if (change.isSubmodule) return listed(change, 'submodule', true);
  const texts: string[] = [];
  for (const commit of commits) {
    const entry = await repository.entry(commit, change.path);
    if (entry?.kind === 'link' || entry?.kind === 'not-at-hand') return listed(change, entry.kind, true);
    // A side that has no file, as where it was added or took a folder's place, is an empty text.
    const text = textOf(entry?.kind === 'file' ? entry.bytes : new Uint8Array());
    if (text === null) return listed(change, 'binary', true);
    texts.push(text);
  }
  const difference = textDiff(texts[0] ?? '', texts[1] ?? '', MOST_LINES);
  if (difference === null) return listed(change, 'too-large', true);
  const { added, removed, lines, isCut } = difference;
  return {
    path: change.path,
    status: change.status,
    isNamed: true,
    added,
    removed,
    diff: lines,
    isCut,
    withoutDiff: null,
  };
}

/** Null where the bytes are no UTF-8, or hold NUL, as Git tells text from binary files. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function listed(
  { path, status }: GitChange,
  withoutDiff: CodeFileChange['withoutDiff'],
  isNamed: boolean,
): CodeFileChange {
  return { path, status, isNamed, added: null, removed: null, diff: [], isCut: false, withoutDiff };
}

function absent(known: 'repository-missing' | 'commit-missing'): CodeAnswer {
  const nobody = { author: null, authoredAt: null, committer: null, committedAt: null, subject: null };
  return { known, ...nobody, signature: null, branches: [], tags: [], isHistoryCut: false, sha256: null };
}
