import type { Case } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { DatasetName, FileDigest } from '../core/evidence.ts';
import type { CaseFolder } from '../data/case-folder.ts';
import type { ArtefactProbe } from '../lineage/artefact-probe.ts';
import { codeProbe } from './code-probe.ts';

/** Looks up what the lineage names among the files at hand: data sets through `stores`, code through repositories. */
export function artefactProbe(folder: CaseFolder, declaration: Case): ArtefactProbe {
  return { dataset: (name) => digestOf(folder, declaration, name), ...codeProbe(folder, declaration) };
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
