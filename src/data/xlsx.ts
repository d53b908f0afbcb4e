import { createRequire } from 'node:module';
import type { Table } from './csv.ts';

/** What is used of SheetJS. */
interface SheetJs {
  utils: {
    book_new(): object;
    aoa_to_sheet(rows: Table['rows']): object;
    book_append_sheet(book: object, sheet: object, name: string): void;
  };
  write(book: object, options: { type: 'buffer'; bookType: 'xlsx'; compression: boolean }): Uint8Array;
}

/** Excel takes no longer names of sheets. */
const LONGEST_NAME = 31;
/** Excel takes no longer texts in a cell. */
const LONGEST_TEXT = 32_767;
/** A workbook is held in memory cell by cell; longer tables are for programs, which read the CSV. */
const MOST_ROWS = 20_000;

/**
 * Tables as one Excel workbook, a sheet each: numbers as numbers and text as text, so that a cell that begins like a
 * formula is shown, not run. Of a table of more than 20,000 rows the first stand there. The same tables give the same
 * bytes, on any day.
 *
 * danfojs writes its workbooks with SheetJS, but only one sheet into a file; so its own copy is called here.
 * @param tables - by the name of the sheet; 31 characters at most tell them apart
 */
export function toWorkbook(tables: Record<string, Table>): Uint8Array {
  const danfojs = createRequire(import.meta.url).resolve('danfojs-node');
  const { utils, write }: SheetJs = createRequire(danfojs)('xlsx');
  const book = utils.book_new();
  for (const [name, table] of Object.entries(tables)) {
    utils.book_append_sheet(book, utils.aoa_to_sheet(cellsOf(table)), name.slice(0, LONGEST_NAME));
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}

function cellsOf({ columns, rows }: Table): Table['rows'] {
  const left = rows.length - MOST_ROWS;
  const shown = [columns, ...(left > 0 ? rows.slice(0, MOST_ROWS) : rows)];
  const cut = shown.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.slice(0, LONGEST_TEXT) : cell)));
  return left > 0 ? [...cut, [`and ${left} rows more, in the CSV table`]] : cut;
}
