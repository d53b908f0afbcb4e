import type { DataFrame } from 'danfojs-node';

export interface Table {
  columns: string[];
  rows: (string | number | null)[][];
}

/** Loads danfojs, which takes most of a second, before the first table is asked for. */
export async function loadFrames(): Promise<void> {
  await import('danfojs-node');
}

/**
 * A table as a danfojs DataFrame, for library users. Loading danfojs takes about a second.
 * @throws RangeError when two columns have the same name, which a DataFrame cannot hold
 */
export async function toDataFrame({ columns, rows }: Table): Promise<DataFrame> {
  const repeated = columns.find((column, index) => columns.indexOf(column) < index);
  if (repeated !== undefined) throw new RangeError(`a DataFrame cannot hold two columns named "${repeated}"`);
  const { DataFrame } = await import('danfojs-node');
  return new DataFrame(rows, { columns });
}

/**
 * A table as CSV (RFC 4180, but with line feeds): numbers with all their digits, nulls as empty cells. Text that a
 * spreadsheet would run as a formula gets a leading apostrophe.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export async function toCsv({ columns, rows }: Table): Promise<string> {
  const { DataFrame, toCSV } = await import('danfojs-node');
  const header = `${columns.map(csvCell).join(',')}\n`;
  if (rows.length === 0) return header;
  // danfojs quotes nothing, so it is handed cells that are quoted already; and names of its own, which never clash.
  const frame = new DataFrame(rows.map(csvRow), { columns: columns.map((_, index) => `c${index}`) });
  return header + (toCSV(frame, { header: false }) as string);
}

/** A row of one empty cell would be an empty line, which readers skip. */
function csvRow(row: readonly (string | number | null)[]): string[] {
  const cells = row.map(csvCell);
  return cells.length === 1 && cells[0] === '' ? ['""'] : cells;
}

/** Signed numbers are no formulas, though they begin like one. */
function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const isFormula = /^[=+\-@\t\r]/.test(cell) && !/^[+-]\d+(\.\d+)?(e[+-]?\d+)?( ?%)?$/i.test(cell);
  const text = isFormula ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
