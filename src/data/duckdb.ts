import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { DossierError } from '../core/error.ts';
import type { Cell } from '../core/evidence.ts';
import { cellValue } from './cell-value.ts';
import type { FileLocation } from './regular-file.ts';
import { literal } from './sql-text.ts';

export interface TablesOptions {
  /** As DuckDB writes it. 256MB when left out. */
  memoryLimit?: string;
  threads?: number;
  /** Where to spill what does not fit into memory. Nothing is spilled when left out. */
  temporaryDirectory?: string;
  /** When given, DuckDB can open files below these folders only. */
  directories?: readonly string[];
}

export type QueryValue = string | number | boolean | bigint | null;
export type Row = Record<string, Cell>;

/** Rows of one query whose columns hold numbers: each column in one piece. */
export interface NumberBlock {
  n: number;
  /** They hold until the next block is asked for. */
  columns: (Float64Array | Int32Array)[];
}

/** Tables in files, read through an in-memory DuckDB that loads no extension and writes nothing. */
export interface Tables {
  /**
   * Runs one query after the other and returns its rows. Values are bound by name (`$id`), never pasted into the text.
   * @param files - the files that the query reads, to be named when one of them cannot be read
   * @throws DossierError input/table-unreadable, analysis/out-of-memory
   */
  query(sql: string, values?: Record<string, QueryValue>, files?: readonly FileLocation[]): Promise<Row[]>;
  /**
   * The rows of one query as they come, some thousands at a time; the next ones are fetched while these are worked on.
   * @param sql - gives columns of the types DOUBLE and INTEGER, without NULL
   * @throws as query
   */
  stream(
    sql: string,
    values?: Record<string, QueryValue>,
    files?: readonly FileLocation[],
  ): AsyncGenerator<NumberBlock>;
  /** Waits for what is still running: DuckDB does not survive being closed under a query. */
  close(): Promise<void>;
}

/** Opens DuckDB with a bound on memory, two threads, UTC and a locked configuration. */
export async function openTables(options: TablesOptions = {}): Promise<Tables> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit ?? '256MB',
    threads: String(options.threads ?? 2),
    temp_directory: options.temporaryDirectory ?? '',
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  if (options.directories !== undefined) await confine(connection, options.directories);
  await connection.run('SET lock_configuration = true');
  let last: Promise<unknown> = Promise.resolve();
  return {
    query(sql, values = {}, files = []) {
      const result = last.then(() => run(connection, sql, values, files));
      last = result.catch(() => undefined);
      return result;
    },
    async *stream(sql, values = {}, files = []) {
      await last;
      const own = await instance.connect();
      try {
        yield* blocks(own, sql, values, files);
      } finally {
        own.closeSync();
      }
    },
    async close() {
      await last;
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function confine(connection: DuckDBConnection, directories: readonly string[]): Promise<void> {
  await connection.run(`SET allowed_directories = [${directories.map(literal).join(', ')}]`);
  await connection.run('SET enable_external_access = false');
}

async function run(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, QueryValue>,
  files: readonly FileLocation[],
): Promise<Row[]> {
  try {
    const reader = await connection.runAndReadAll(sql, values);
    return reader.convertRowObjects<Cell>(cellValue);
  } catch (error) {
    throw explained(error, files);
  }
}

async function* blocks(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, QueryValue>,
  files: readonly FileLocation[],
): AsyncGenerator<NumberBlock> {
  try {
    const result = await connection.stream(sql, values);
    let next = result.fetchChunk();
    for (let chunk = await next; chunk !== null && chunk.rowCount > 0; chunk = await next) {
      next = result.fetchChunk();
      next.catch(() => undefined);
      const columns = Array.from({ length: chunk.columnCount }, (_, at) => numbersOf(chunk.getColumnVector(at)));
      yield { n: chunk.rowCount, columns };
    }
  } catch (error) {
    throw explained(error, files);
  }
}

/** The memory behind a column; the package keeps it in a field that it does not publish. */
function numbersOf(vector: unknown): Float64Array | Int32Array {
  const { items } = vector as { items?: unknown };
  if (items instanceof Float64Array || items instanceof Int32Array) return items;
  throw new TypeError('a streamed column must be of the type DOUBLE or INTEGER');
}

/** Faults of our own SQL stay what they are, bugs; everything else comes from a file or from its size. */
function explained(error: unknown, files: readonly FileLocation[]): unknown {
  if (!(error instanceof Error) || files.length === 0) return error;
  if (/^(Failed to extract statements: )?(Parser|Binder|Catalog|INTERNAL|Not implemented) Error/i.test(error.message))
    return error;
  if (/^Out of Memory Error/i.test(error.message)) {
    return new DossierError('analysis/out-of-memory', `a table needs more memory than allowed: ${names(files)}`, {
      hint: 'Allow more memory, or give a folder for temporary files.',
      cause: error,
    });
  }
  const named =
    files.find((file) => error.message.includes(file.realPath)) ?? (files.length === 1 ? files[0] : undefined);
  return new DossierError(
    'input/table-unreadable',
    `${named?.path ?? names(files)} cannot be read: ${reason(error, files)}`,
    {
      ...(named === undefined ? {} : { place: { file: named.path } }),
      hint: 'Check that the file is complete and is what its name says.',
      cause: error,
    },
  );
}

function names(files: readonly FileLocation[]): string {
  return files.map((file) => file.path).join(', ');
}

/** The first line of what DuckDB says, with paths as the case spells them. */
function reason(error: Error, files: readonly FileLocation[]): string {
  const [line = ''] = error.message.split('\n', 1);
  const text = files.reduce((message, file) => message.replaceAll(file.realPath, file.path), line);
  return text.replace(/^[A-Za-z ]+ Error: /, '').replace(/\.$/, '');
}
