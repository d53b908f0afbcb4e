import { DuckDBInstance } from '@duckdb/node-api';
import type { FileLocation } from './regular-file.ts';
import { literal, pathLiteral } from './sql-text.ts';

/** What the tables of an index hold beside their rows. */
export interface EventTableSummary {
  /** Filled lines, readable or not. */
  lines: number;
  /** The newest time of any event, as the event writes it; null when none has one. */
  newest: string | null;
}

const MEMORY = '512MB';

const DATASET =
  'STRUCT("namespace" VARCHAR, "name" VARCHAR, facets STRUCT(symlinks STRUCT(identifiers STRUCT("namespace" VARCHAR, "name" VARCHAR)[])))';

/** Only what a chain is followed by; all other facets are left unread. */
const COLUMNS = `{
  'eventTime': 'VARCHAR',
  'run': 'STRUCT(runId VARCHAR, facets STRUCT(parent STRUCT(run STRUCT(runId VARCHAR))))',
  'job': 'STRUCT("namespace" VARCHAR, "name" VARCHAR)',
  'dataset': '${DATASET}',
  'inputs': '${DATASET}[]',
  'outputs': '${DATASET}[]'
}`;

/** No event that a person could check is longer. */
export const LONGEST_LINE: number = 2 ** 25;

/** The typed projection that an index is made of, as SQL: one row for each filled line, empty where it is no event. */
export function eventProjection(realPath: string): string {
  return `read_json(${pathLiteral(realPath)}, format = 'newline_delimited', columns = ${COLUMNS}, ignore_errors = true, maximum_object_size = ${LONGEST_LINE})`;
}

/** A name as the index compares it: without regard to case, to the scheme of its namespace and to slashes around it. */
const plain = (text: string): string =>
  `lower(trim(substr(${text}, if(contains(${text}, '://'), instr(${text}, '://') + 3, 1)), '/'))`;
const spaceless = (text: string): string => `lower(trim(${text}, '/'))`;

/** DuckDB gives nothing a hash of its own, too; it is taken out where the tables are made. */
const NOTHING = 'hash(NULL::VARCHAR)';
const known = (hash: string): string => `nullif(${hash}, ${NOTHING}) AS ${hash}`;
/** The hash of a name with its namespace before it. */
export const keyOf = (full: string): string => `hash(${plain(full)})`;
/** The hash of a name alone. */
export const nameOf = (name: string): string => `hash(${spaceless(name)})`;
/** The hash of the id of a run. */
export const runOf = (id: string): string => `hash(lower(${id}))`;

const reference = (item: string): string =>
  `{'key': hash(${plain(`${item}."namespace"`)} || '/' || ${spaceless(`${item}."name"`)}), 'name': ${nameOf(`${item}."name"`)}}`;
const references = (list: string): string =>
  `list_transform(${list}, lambda d: {'own': ${reference('d')}, 'others': list_transform(d.facets.symlinks.identifiers, lambda s: ${reference('s')})})`;

/**
 * Projects the events of a file into three tables of hashes, in which no name is written:
 * `event` (one row for each filled line, in order), `mention` (which line names which data set, and whether a run writes
 * it there) and `alias` (two names of one data set).
 */
export async function writeEventTables({ realPath }: FileLocation, database: string): Promise<EventTableSummary> {
  const instance = await DuckDBInstance.create(':memory:', {
    ...{ memory_limit: MEMORY, threads: '2', preserve_insertion_order: 'true' },
    temp_directory: `${database}.spilled`,
    ...{ autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' },
  });
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`ATTACH ${literal(database)} AS kept`);
    await connection.run(`CREATE TABLE staged AS SELECT
        ${runOf('run.runId')} AS run, ${runOf('run.facets.parent.run.runId')} AS parent,
        hash(job."namespace" || chr(0) || job."name") AS job, eventTime AS time,
        ${references('[dataset]')} AS described, ${references('inputs')} AS reads, ${references('outputs')} AS writes
      FROM ${eventProjection(realPath)}`);
    await connection.run(
      `CREATE TABLE kept.event AS SELECT ${known('run')}, ${known('parent')}, ${known('job')}, TRY_CAST(time AS TIMESTAMPTZ) AS moment FROM staged`,
    );
    const ofList = (list: string, isWritten: boolean): string =>
      `SELECT line, run, ${isWritten} AS writes, unnest(${list}) AS item FROM numbered WHERE len(${list}) > 0`;
    await connection.run(`CREATE TABLE mentioned AS
      WITH numbered AS (SELECT rowid::INTEGER AS line, * FROM staged),
        item AS (${ofList('reads', false)} UNION ALL ${ofList('writes', true)} UNION ALL ${ofList('described', false)})
      SELECT line, ${known('run')}, writes, item.own.key AS key, item.own.name AS name, item.others AS others
      FROM item WHERE item.own.key <> ${NOTHING}`);
    await connection.run(`CREATE TABLE kept.alias AS
      WITH pair AS (SELECT DISTINCT key, unnest(others) AS other FROM mentioned WHERE len(others) > 0)
      SELECT DISTINCT key, other.key AS other, other.name AS name FROM pair WHERE other.key <> ${NOTHING}`);
    await connection.run('CREATE TABLE kept.mention AS SELECT line, run, writes, key, name FROM mentioned');
    const reader = await connection.runAndReadAll(`SELECT count(*)::INTEGER,
      (SELECT time FROM staged WHERE rowid = (SELECT arg_max(rowid, moment) FROM kept.event)) FROM kept.event`);
    const [lines, newest] = reader.getRows()[0] ?? [];
    await connection.run('CHECKPOINT kept');
    return { lines: Number(lines), newest: typeof newest === 'string' ? newest : null };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
