import type { ColumnProfile, TableProfile } from '../core/table-profile.ts';
import type { Tables } from './duckdb.ts';
import type { FileLocation } from './regular-file.ts';
import { identifier } from './sql-text.ts';
import { asText, openTableFile, relation, type TableFile } from './table-file.ts';

/**
 * Counts rows, nulls, non-finite numbers and distinct values of a table in a file.
 *
 * Distinct values leave nulls out. In CSV and NDJSON an empty cell is a null and the text "NaN" is non-finite.
 *
 * @param location - an absolute path, or a file of the case
 * @throws DossierError input/table-format, input/table-unreadable
 */
export async function profileTable(tables: Tables, location: FileLocation | string): Promise<TableProfile> {
  const file = await openTableFile(tables, located(location));
  const counts = file.columns.flatMap(({ name }, index) => [
    `count(*) - count(${columnValue(file, name)}) AS nulls${index}`,
    `count(*) FILTER (${nonFinite(file, name)}) AS odd${index}`,
    `count(DISTINCT ${columnValue(file, name)}) AS distinct${index}`,
  ]);
  const [row = {}] = await tables.query(
    `SELECT ${['count(*) AS n', ...counts].join(', ')} FROM ${relation(file)}`,
    {},
    [file],
  );
  const columns = file.columns.map(
    ({ name, type }, index): ColumnProfile => ({
      name,
      type,
      nulls: Number(row[`nulls${index}`]),
      nonFinite: Number(row[`odd${index}`]),
      distinct: Number(row[`distinct${index}`]),
    }),
  );
  const rows = Number(row['n'] ?? 0);
  return { rows, duplicateRows: rows === 0 ? 0 : rows - (await countDistinctRows(tables, file)), columns };
}

/** The number of rows of a table in a file. @throws as profileTable */
export async function countRows(tables: Tables, location: FileLocation | string): Promise<number> {
  const file = await openTableFile(tables, located(location));
  const [row] = await tables.query(`SELECT count(*) AS n FROM ${relation(file)}`, {}, [file]);
  return file.columns.length === 0 ? 0 : Number(row?.['n'] ?? 0);
}

function located(location: FileLocation | string): FileLocation {
  return typeof location === 'string' ? { path: location, realPath: location } : location;
}

async function countDistinctRows(tables: Tables, file: TableFile): Promise<number> {
  const [row] = await tables.query(`SELECT count(*) AS n FROM (SELECT DISTINCT * FROM ${relation(file)})`, {}, [file]);
  return Number(row?.['n'] ?? 0);
}

/** JSON null and the absence of a key are both a null. */
function columnValue(file: TableFile, name: string): string {
  const isJson = file.columns.some((column) => column.name === name && column.type === 'JSON');
  return isJson ? asText(file, name) : identifier(name);
}

function nonFinite(file: TableFile, name: string): string {
  const type = file.columns.find((column) => column.name === name)?.type;
  if (type === 'FLOAT' || type === 'DOUBLE') return `NOT isfinite(${identifier(name)})`;
  if (type !== 'JSON' && (type !== 'VARCHAR' || file.format === 'parquet')) return 'false';
  return `NOT isfinite(TRY_CAST(${columnValue(file, name)} AS DOUBLE))`;
}
