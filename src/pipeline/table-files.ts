import type { MadeTables } from '../data/make-tables.ts';
import type { OutputFile } from './write-folder.ts';

const WORKBOOK = 'tables.xlsx';

/** Where the tables of these names will lie, the workbook of them all first if there is one. */
export function tablePaths(names: readonly string[], { withWorkbook }: { withWorkbook: boolean }): string[] {
  return [...(withWorkbook ? [WORKBOOK] : []), ...names.map(csvPath)];
}

export function tableFiles({ csv, workbook }: MadeTables): OutputFile[] {
  return [
    ...(workbook === null ? [] : [{ path: WORKBOOK, bytes: workbook }]),
    ...Object.entries(csv).map(([name, bytes]) => ({ path: csvPath(name), bytes })),
  ];
}

function csvPath(name: string): string {
  return `tables/${name}.csv`;
}
