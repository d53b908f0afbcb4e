import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Table, toDataFrame } from './csv.ts';

/** Excel takes no longer names of sheets. */
const LONGEST_NAME = 31;

/**
 * A table as an Excel workbook of one sheet, numbers as numbers and text as text: a cell that begins like a formula is
 * shown, not run. The same table gives the same bytes.
 */
export async function toXlsx(table: Table, sheet: string): Promise<Uint8Array> {
  const { toExcel } = await import('danfojs-node');
  const folder = await mkdtemp(join(tmpdir(), 'dossier-xlsx-'));
  try {
    const filePath = join(folder, 'table.xlsx');
    toExcel(await toDataFrame(table), { filePath, sheetName: sheet.slice(0, LONGEST_NAME) });
    return await readFile(filePath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
