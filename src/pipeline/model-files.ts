import { posix } from 'node:path';
import { DossierError } from '../core/error.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Issue } from '../core/issue.ts';
import type { CaseFolder } from '../data/case-folder.ts';
import { externalFiles } from '../model/external-data.ts';

/** A model file, and the files beside it that hold its weights, by the names that the model gives them. */
export interface ModelFiles {
  bytes: Uint8Array;
  weights: Map<string, Uint8Array>;
}

/** The most that a model's weights may take; the runtime takes no model above 2 GiB. */
const LARGEST = 2 ** 30;

/** @throws DossierError model/external-path, model/unreadable, and input/* when a file is not in the case folder */
export async function readModel(folder: CaseFolder, path: string): Promise<ModelFiles> {
  const bytes = await folder.read(path, LARGEST);
  const weights = new Map<string, Uint8Array>();
  for (const file of externalFiles(bytes)) weights.set(file, await folder.read(beside(path, file), LARGEST));
  return { bytes, weights };
}

/**
 * Digests the files that hold a model's weights, so that the evidence names them. The lineage's digest is of the model
 * file alone.
 * @returns one issue for each such file; none for a model that cannot be read, about which the replay speaks
 */
export async function weightIssues(folder: CaseFolder, model: Evidence['chain']['model']): Promise<Issue[]> {
  if (model?.path == null) return [];
  const { path } = model;
  try {
    const files = externalFiles(await folder.read(path, LARGEST));
    return await Promise.all(files.map(async (file) => issueOf(await folder.digest(beside(path, file)))));
  } catch (error) {
    if (error instanceof DossierError) return [];
    throw error;
  }
}

function issueOf({ path, sha256 }: Evidence['files'][number]): Issue {
  return {
    code: 'model/weights-outside',
    severity: 'warning',
    message: `the model keeps weights in ${path} (SHA-256 ${sha256}), which the digest of the model file does not cover`,
    place: { file: path },
    hint: 'Save the model as one file, so that the lineage records all of it.',
  };
}

function beside(model: string, file: string): string {
  return posix.join(posix.dirname(model), file);
}
