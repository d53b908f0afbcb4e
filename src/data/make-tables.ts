import { openWork, type Work } from '../core/worker.ts';
import { type Table, toCsv } from './csv.ts';
import { toWorkbook } from './xlsx.ts';

export interface TableOrder {
  /** By name. */
  tables: Record<string, Table>;
  /** Whether one workbook of them all is wanted, too. */
  withWorkbook: boolean;
}

export interface MadeTables {
  /** By the names of the tables. */
  csv: Record<string, string>;
  workbook: Uint8Array | null;
}

/** Each table as CSV, and all of them as the sheets of one workbook where that is wanted. */
export async function makeTables({ tables, withWorkbook }: TableOrder): Promise<MadeTables> {
  const csv: MadeTables['csv'] = {};
  for (const [name, table] of Object.entries(tables)) csv[name] = await toCsv(table);
  return { csv, workbook: withWorkbook ? toWorkbook(tables) : null };
}

/** A thread that makes tables. It loads danfojs meanwhile, which takes most of a second. */
export function openTableWork(signal: AbortSignal): Work<TableOrder, MadeTables> {
  return openWork({ from: import.meta.url, module: './tables-worker', work: makeTables, signal });
}
