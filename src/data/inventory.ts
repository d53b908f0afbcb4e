import { DossierError } from '../core/error.ts';
import type { CaseFolder } from './case-folder.ts';
import type { Tables } from './duckdb.ts';
import { openTableFile, type TableColumn, tableFormat } from './table-file.ts';

/** What a folder seems to hold, each list in the order of paths. */
export interface Inventory {
  /** Lineage exports (OpenLineage events). */
  lineage: string[];
  /** ONNX models. */
  models: string[];
  tables: { path: string; columns: TableColumn[] }[];
  /** Git bundles. */
  bundles: string[];
  /** Files that look like one of these, but cannot be read. */
  unreadable: { path: string; message: string }[];
}

const HEAD_BYTES = 4096;

/** Looks at the name and the first bytes of every file of a folder; a draft of case.yaml is made of it. */
export async function inspectFolder(folder: CaseFolder, tables: Tables): Promise<Inventory> {
  const inventory: Inventory = { lineage: [], models: [], tables: [], bundles: [], unreadable: [] };
  for (const path of await folder.list()) {
    try {
      await inspect(folder, tables, path, inventory);
    } catch (error) {
      if (!(error instanceof DossierError)) throw error;
      inventory.unreadable.push({ path, message: error.message });
    }
  }
  return inventory;
}

async function inspect(folder: CaseFolder, tables: Tables, path: string, inventory: Inventory): Promise<void> {
  if (/\.onnx$/i.test(path)) {
    inventory.models.push(path);
    return;
  }
  const head = new TextDecoder().decode(await folder.head(path, HEAD_BYTES));
  if (/^# v[23] git bundle\n/.test(head)) inventory.bundles.push(path);
  else if (isLineage(head)) inventory.lineage.push(path);
  else if (tableFormat(path) !== undefined) {
    const { columns } = await openTableFile(tables, { path, realPath: await folder.resolve(path) });
    inventory.tables.push({ path, columns });
  }
}

/** Keys of an event come in any order, and some of its values are long; a few of the keys are near its beginning. */
function isLineage(head: string): boolean {
  const hasTime = /"eventT(ype|ime)"\s*:/.test(head);
  return hasTime && /^\s*[[{]/.test(head) && /"(run|job|dataset)"\s*:\s*\{|"(schemaURL|producer)"\s*:\s*"/.test(head);
}
