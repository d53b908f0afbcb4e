import { DossierError } from '../core/error.ts';
import { openCaseFolder } from '../data/case-folder.ts';
import { openTables } from '../data/duckdb.ts';
import { inspectFolder } from '../data/inventory.ts';
import { draftCase } from './draft-case.ts';
import { readSchema } from './template-files.ts';
import { writeBeside } from './write-folder.ts';

export interface InitAnswer {
  directory: string;
  files: string[];
  /** What was recognised in the folder. */
  found: string[];
  /** What a person must settle before the case can be used. */
  open: string[];
}

/**
 * Writes a commented case.yaml from what lies in a folder, and its JSON Schema beside it so that editors complete it.
 * @throws DossierError output/case-exists when there is one already and it may not be replaced
 */
export async function initCase(directory: string, { replace }: { replace: boolean }): Promise<InitAnswer> {
  const folder = await openCaseFolder(directory);
  if (!replace && (await folder.exists('case.yaml'))) {
    throw new DossierError('output/case-exists', `${directory} holds a case.yaml already`, {
      place: { file: 'case.yaml' },
      hint: 'Give --force to replace it.',
    });
  }
  const tables = await openTables();
  try {
    const draft = draftCase(await inspectFolder(folder, tables), folder.root);
    await writeBeside(directory, [
      { path: 'case.yaml', bytes: draft.text },
      { path: 'case.schema.json', bytes: await readSchema('case') },
    ]);
    return { directory, files: ['case.yaml', 'case.schema.json'], found: draft.found, open: draft.open };
  } finally {
    await tables.close();
  }
}
