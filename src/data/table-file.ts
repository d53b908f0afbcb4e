import { DossierError } from '../core/error.ts';
import type { Tables } from './duckdb.ts';
import type { FileLocation } from './regular-file.ts';
import { identifier, literal, pathLiteral } from './sql-text.ts';

export type TableFormat = 'parquet' | 'csv' | 'tsv' | 'ndjson';

/** What may separate the cells of a .csv file. */
const SEPARATORS = [',', ';', '\t', '|'];

export interface TableColumn {
  name: string;
  /** As DuckDB names it. CSV and NDJSON hold text, whatever a program would guess it to mean. */
  type: string;
}

/** A table in a file, with its columns as they are recorded. */
export interface TableFile extends FileLocation {
  format: TableFormat;
  /** What separates the cells of a CSV file; means nothing elsewhere. */
  separator: string;
  columns: TableColumn[];
  /** Columns whose value the path gives, as in `month=2025-03/part.parquet`. */
  constants?: Record<string, string>;
}

type Relation = Pick<TableFile, 'realPath' | 'format' | 'separator' | 'constants'>;

const FORMATS: readonly [RegExp, TableFormat][] = [
  [/\.(parquet|pq)$/i, 'parquet'],
  [/\.csv(\.gz)?$/i, 'csv'],
  [/\.tsv(\.gz)?$/i, 'tsv'],
  [/\.(ndjson|jsonl)(\.gz)?$/i, 'ndjson'],
];

/** The format that a file name promises. Undefined for the name of no table. */
export function tableFormat(path: string): TableFormat | undefined {
  return FORMATS.find(([pattern]) => pattern.test(path))?.[1];
}

/**
 * The FROM clause that reads a table. Text formats are read as text, because guessing types from a sample would turn
 * the id "007" into 7; and nothing else of a CSV file is guessed, or a damaged one would be read in another dialect.
 */
export function relation({ constants = {}, ...file }: Relation): string {
  const added = Object.entries(constants).map(([name, value]) => `${literal(value)} AS ${identifier(name)}`);
  const read = readerOf(file);
  return added.length === 0 ? read : `(SELECT *, ${added.join(', ')} FROM ${read})`;
}

function readerOf({ format, separator, realPath }: Omit<Relation, 'constants'>): string {
  const path = pathLiteral(realPath);
  switch (format) {
    case 'parquet':
      return `read_parquet(${path}, hive_partitioning = false)`;
    case 'csv':
    case 'tsv':
      return (
        `read_csv(${path}, header = true, all_varchar = true, delim = ${literal(separator)}, quote = '"', escape = '"', ` +
        `skip = 0, comment = '', strict_mode = true, null_padding = false, hive_partitioning = false)`
      );
    case 'ndjson':
      return (
        `read_json(${path}, format = 'newline_delimited', maximum_depth = 1, sample_size = -1, ` +
        'hive_partitioning = false)'
      );
  }
}

/**
 * Opens a table and reads its columns.
 * @param constants - columns that the path gives; those that the table has itself are taken from the table
 * @throws DossierError input/table-format for a name that promises no table, input/table-unreadable
 */
export async function openTableFile(
  tables: Tables,
  location: FileLocation,
  constants: Record<string, string> = {},
): Promise<TableFile> {
  const format = tableFormat(location.path);
  if (format === undefined) {
    throw new DossierError('input/table-format', `${location.path} is not named like a table`, {
      place: { file: location.path },
      hint: 'Give a .parquet, .csv, .tsv, .ndjson or .jsonl file.',
    });
  }
  const separator = format === 'csv' ? await separatorOf(tables, location) : '\t';
  const from = relation({ ...location, format, separator });
  const rows = await tables.query(`DESCRIBE SELECT * FROM ${from}`, {}, [location]);
  const columns = rows.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
  const isEmptyJson =
    format === 'ndjson' && columns.length === 1 && columns[0]?.name === 'json' && columns[0].type === 'JSON';
  const held = isEmptyJson && (await isEmpty(tables, from, location)) ? [] : columns;
  const given = Object.entries(constants).filter(([name]) => !held.some((column) => column.name === name));
  const file = { ...location, format, separator, columns: held };
  if (given.length === 0 || held.length === 0) return file;
  const added = given.map(([name]) => ({ name, type: 'VARCHAR' }));
  return { ...file, columns: [...held, ...added], constants: Object.fromEntries(given) };
}

/** The sign that the header of a CSV file holds most often outside quotes. */
async function separatorOf(tables: Tables, location: FileLocation): Promise<string> {
  const lines = `read_csv(${pathLiteral(location.realPath)}, header = false, columns = {'line': 'VARCHAR'},
    auto_detect = false, delim = '\x01', quote = '', escape = '', hive_partitioning = false)`;
  const [row] = await tables.query(`SELECT line FROM ${lines} LIMIT 1`, {}, [location]);
  const header = String(row?.['line'] ?? '').replaceAll(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => header.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** An empty NDJSON file has one column in DuckDB's eyes, and none in ours. */
async function isEmpty(tables: Tables, from: string, location: FileLocation): Promise<boolean> {
  return (await tables.query(`SELECT 1 FROM ${from} LIMIT 1`, {}, [location])).length === 0;
}

/** A column as text, alike in every format: whole numbers without a point, NaN as NULL. NULL where there is no column. */
export function asText(file: TableFile, name: string): string {
  const type = typeOf(file, name);
  if (type === undefined) return 'NULL::VARCHAR';
  const column = identifier(name);
  if (type === 'JSON') return `(${column} ->> '$')`;
  if (!/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) return `CAST(${column} AS VARCHAR)`;
  const whole = `TRY_CAST(CAST(${column} AS HUGEINT) AS VARCHAR)`;
  const finite = `isfinite(CAST(${column} AS DOUBLE))`;
  return (
    `CASE WHEN NOT ${finite} THEN NULL WHEN abs(${column}) < 1e15 AND ${column} = trunc(${column}) ` +
    `THEN ${whole} ELSE CAST(${column} AS VARCHAR) END`
  );
}

/** A column as text, NULL where it is empty or says NaN, as a missing value does in text formats. */
export function asFilledText(file: TableFile, name: string): string {
  const text = asText(file, name);
  return `CASE WHEN lower(trim(${text})) IN ('', 'nan') THEN NULL ELSE ${text} END`;
}

/** Whether a value is missing. An infinite one is not. */
export function isMissing(file: TableFile, name: string): string {
  const binary = /^(FLOAT|DOUBLE)$/.test(typeOf(file, name) ?? '');
  return binary ? `coalesce(isnan(${identifier(name)}), true)` : `(${asFilledText(file, name)}) IS NULL`;
}

/** A column as a double: 1 and 0 for true and false, NULL for what is not a number. NULL where there is no column. */
export function asNumber(file: TableFile, name: string): string {
  const type = typeOf(file, name);
  if (type === undefined) return 'NULL::DOUBLE';
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|BOOLEAN|FLOAT|DOUBLE|DECIMAL.*)$/.test(type)) {
    return `TRY_CAST(${identifier(name)} AS DOUBLE)`;
  }
  const text = asText(file, name);
  return `CASE lower(${text}) WHEN 'true' THEN 1.0::DOUBLE WHEN 'false' THEN 0.0::DOUBLE ELSE TRY_CAST(${text} AS DOUBLE) END`;
}

/**
 * A column as a moment in UTC. A time without an offset is taken for UTC. NULL for what is not a time.
 * Undefined for a column whose type is no time, such as a count of seconds.
 */
export function asMoment(file: TableFile, name: string): string | undefined {
  const type = typeOf(file, name);
  const column = identifier(name);
  if (type === undefined) return undefined;
  if (type === 'VARCHAR' || type === 'JSON') return `timezone('UTC', TRY_CAST(${asText(file, name)} AS TIMESTAMPTZ))`;
  if (type === 'TIMESTAMP WITH TIME ZONE') return `timezone('UTC', ${column})`;
  return type === 'DATE' || type.startsWith('TIMESTAMP') ? `CAST(${column} AS TIMESTAMP)` : undefined;
}

function typeOf(file: TableFile, name: string): string | undefined {
  return file.columns.find((column) => column.name === name)?.type;
}
