import type { Case } from '../core/case.ts';
import type { RunContext } from '../core/run-context.ts';
import { readCaseFile } from '../data/case-file.ts';
import { type CaseFolder, openCaseFolder } from '../data/case-folder.ts';
import { type DecisionLog, openDecisionLog } from '../data/decision-log.ts';
import { openTables, type Tables } from '../data/duckdb.ts';
import { type EventIndexes, eventIndexes } from '../data/event-indexes.ts';

export interface SessionOptions {
  caseDirectory: string;
  /** Folders outside the case folder that the operator allows it to name. */
  allowedRoots?: string[];
  context: RunContext;
}

/** One case, opened: its declaration, its folder and its decision log. */
export interface Session {
  case: Case;
  folder: CaseFolder;
  tables: Tables;
  log: DecisionLog;
  indexes: EventIndexes;
  context: RunContext;
}

/**
 * Opens a case, hands it to `work`, and closes it whatever happens.
 * @throws DossierError input/* when case.yaml or a file that it names cannot be read
 */
export async function withSession<T>(options: SessionOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const folder = await openCaseFolder(options.caseDirectory, { allowedRoots: options.allowedRoots ?? [] });
  const declaration = await readCaseFile(folder);
  const tables = await openTables({ directories: folder.roots });
  const indexes = eventIndexes(options.context.cache);
  try {
    const log = await openDecisionLog(tables, folder, declaration);
    return await work({ case: declaration, folder, tables, log, indexes, context: options.context });
  } finally {
    await indexes.close();
    await tables.close();
  }
}
