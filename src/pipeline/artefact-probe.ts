import type { Case } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { DatasetName, FileDigest } from '../core/evidence.ts';
import { sha256Hex } from '../core/sha256.ts';
import type { CaseFolder } from '../data/case-folder.ts';
import { type GitRepository, openGitBundle } from '../data/git-bundle.ts';
import type { ArtefactProbe, CodeAnswer } from '../lineage/artefact-probe.ts';

/** Looks up what the lineage names among the files at hand: data sets through `stores`, code through git bundles. */
export function artefactProbe(folder: CaseFolder, declaration: Case): ArtefactProbe {
  const repositories = new Map<string, Promise<GitRepository>>();
  const repositoryOf = (bundle: string): Promise<GitRepository> => {
    const open = repositories.get(bundle) ?? folder.read(bundle).then((bytes) => openGitBundle(bytes, bundle));
    repositories.set(bundle, open);
    return open;
  };
  return {
    dataset: (name) => digestOf(folder, declaration, name),
    async code(repository, commit, path) {
      const declared = declaration.code.find((code) => sameRepository(code.repository, repository));
      return declared === undefined
        ? absent('repository-missing')
        : codeAt(await repositoryOf(declared.bundle), commit, path);
    },
  };
}

/** Null when no store holds the name, or when the name leads out of the case folder: it was not written by us. */
async function digestOf(
  folder: CaseFolder,
  declaration: Case,
  { namespace, name }: DatasetName,
): Promise<FileDigest | null> {
  const store = declaration.stores.find((candidate) => candidate.namespace === namespace);
  if (store === undefined) return null;
  try {
    return await folder.digest(`${store.root}/${name.replace(/^\/+/, '')}`);
  } catch (error) {
    if (error instanceof DossierError && error.code.startsWith('input/')) return null;
    throw error;
  }
}

async function codeAt(repository: GitRepository, commit: string, path: string | null): Promise<CodeAnswer> {
  const found = await repository.commit(commit);
  if (found === null) return absent('commit-missing');
  const branches = await repository.branchesContaining(commit);
  const text = path === null ? null : await repository.file(commit, path);
  const known = path !== null && text === null ? 'file-missing' : 'found';
  return { known, ...found, branches, sha256: text === null ? null : sha256Hex(text) };
}

function absent(known: 'repository-missing' | 'commit-missing'): CodeAnswer {
  return { known, author: null, committedAt: null, subject: null, branches: [], sha256: null };
}

function sameRepository(one: string, other: string): boolean {
  return one.replace(/(\.git)?\/*$/, '') === other.replace(/(\.git)?\/*$/, '');
}
