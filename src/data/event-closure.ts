import type { DuckDBConnection } from '@duckdb/node-api';
import { keyOf, nameOf, runOf } from './event-table.ts';
import { literal } from './sql-text.ts';

/** From where an answer is followed backwards. */
export interface EventSeeds {
  runs: readonly string[];
  /** Data sets, with or without the namespace before the name; followed where a run is not on record, or not known. */
  datasets: readonly string[];
  /** ISO 8601; runs under way at these moments are followed, too. For decisions of no known run. */
  moments: readonly string[];
}

/** Lines of an index, counted from 0. */
export interface EventLines {
  /** Events of the runs that an answer rests on, events without a run on their jobs and data sets, and one event at least. */
  own: number[];
  /** Events of other runs that read or write the same data sets; they may say more of them. */
  beside: number[];
  /** Lines that hold no event, the first few. */
  faulty: number[];
}

/** More of them are told as a number. */
const MOST_FAULTY = 40;

/**
 * Follows events backwards, breadth first: runs to the data sets that they read, data sets to all runs that ever wrote
 * them, under any of their names. What is found is more than an answer needs, never less.
 */
export async function followEvents(connection: DuckDBConnection, seeds: EventSeeds): Promise<EventLines> {
  const run = (sql: string): Promise<unknown> => connection.run(sql);
  const numbers = async (sql: string): Promise<number[]> =>
    (await connection.runAndReadAll(sql)).getRows().map(([line]) => Number(line));
  await run('CREATE OR REPLACE TEMP TABLE run (id UBIGINT, round INTEGER)');
  await run('CREATE OR REPLACE TEMP TABLE dataset (key UBIGINT, round INTEGER)');
  await run(`INSERT INTO run SELECT DISTINCT id, 0 FROM (${seededRuns(seeds)}) WHERE id IS NOT NULL`);
  const [lost = 0] = await numbers('SELECT count(*) FROM run ANTI JOIN event ON event.run = run.id');
  if (lost > 0 || seeds.moments.length > 0) {
    await run(`INSERT INTO dataset SELECT DISTINCT key, 0 FROM (${seededDatasets(seeds)})`);
  }
  for (let round = 1; ; round += 1) {
    await run(`INSERT INTO dataset SELECT DISTINCT key, ${round} FROM (
        SELECT key FROM mention SEMI JOIN run ON mention.run = run.id AND run.round = ${round - 1} WHERE NOT writes
        UNION ALL SELECT other FROM alias SEMI JOIN dataset ON alias.key = dataset.key AND dataset.round = ${round - 1}
        UNION ALL SELECT alias.key FROM alias SEMI JOIN dataset ON alias.other = dataset.key AND dataset.round = ${round - 1}
      ) AS found ANTI JOIN dataset ON found.key = dataset.key`);
    await run(`INSERT INTO run SELECT DISTINCT found.run, ${round} FROM (
        SELECT mention.run FROM mention SEMI JOIN dataset ON mention.key = dataset.key AND dataset.round >= ${round - 1}
        WHERE writes AND mention.run IS NOT NULL
      ) AS found ANTI JOIN run ON found.run = run.id`);
    const [news] = await numbers(
      `SELECT (SELECT count(*) FROM run WHERE round = ${round}) + (SELECT count(*) FROM dataset WHERE round = ${round})`,
    );
    if (news === 0) break;
  }
  await run(`CREATE OR REPLACE TEMP TABLE job AS SELECT DISTINCT job FROM event SEMI JOIN run ON event.run = run.id`);
  await run(`CREATE OR REPLACE TEMP TABLE own AS
    SELECT rowid::INTEGER AS line FROM event SEMI JOIN run ON event.run = run.id
    UNION SELECT rowid::INTEGER FROM event SEMI JOIN (SELECT parent FROM event SEMI JOIN run ON event.run = run.id) AS up ON event.run = up.parent
    UNION SELECT rowid::INTEGER FROM event SEMI JOIN job ON event.job = job.job WHERE event.run IS NULL
    UNION SELECT line FROM mention SEMI JOIN dataset ON mention.key = dataset.key WHERE mention.run IS NULL
    UNION SELECT min(rowid)::INTEGER FROM event WHERE run IS NOT NULL AND moment IS NOT NULL
  `);
  return {
    own: await numbers('SELECT line FROM own ORDER BY line'),
    beside: await numbers(`SELECT DISTINCT mention.line FROM mention SEMI JOIN dataset ON mention.key = dataset.key
      ANTI JOIN own ON mention.line = own.line ORDER BY 1`),
    faulty: await numbers(`SELECT rowid::INTEGER FROM event
      WHERE moment IS NULL
        OR (run IS NULL AND job IS NULL AND rowid NOT IN (SELECT line FROM mention WHERE run IS NULL))
      ORDER BY rowid LIMIT ${MOST_FAULTY}`),
  };
}

/** For each data set a line that names it, where there is one: enough to know that it is on record. */
export async function namingLines(connection: DuckDBConnection, datasets: readonly string[]): Promise<number[]> {
  if (datasets.length === 0) return [];
  const wanted = datasets.map((dataset) => `(${keyOf(literal(dataset))})`).join(', ');
  const reader = await connection.runAndReadAll(
    `SELECT min(line) FROM mention SEMI JOIN (VALUES ${wanted}) AS wanted(key) ON mention.key = wanted.key GROUP BY mention.key`,
  );
  return reader.getRows().map(([line]) => Number(line));
}

function seededRuns({ runs, moments }: EventSeeds): string {
  const named = runs.map((id) => `SELECT ${runOf(literal(id))} AS id`);
  return [...named, ...moments.map(underWay), 'SELECT NULL::UBIGINT AS id'].join(' UNION ALL ');
}

function underWay(at: string): string {
  const time = `${literal(at)}::TIMESTAMPTZ`;
  return `SELECT run AS id FROM event GROUP BY run HAVING min(moment) <= ${time} AND max(moment) >= ${time}`;
}

/** A declared name may hold its namespace or not. */
function seededDatasets({ datasets }: EventSeeds): string {
  const [keys, names] = [keyOf, nameOf].map((hashOf) => [
    ...datasets.map((dataset) => `SELECT ${hashOf(literal(dataset))} AS hash`),
    'SELECT NULL::UBIGINT AS hash',
  ]);
  const wanted = `WITH keys AS (${keys?.join(' UNION ALL ')}), names AS (${names?.join(' UNION ALL ')})`;
  return `${wanted}
    SELECT key FROM mention SEMI JOIN keys ON mention.key = keys.hash
    UNION ALL SELECT key FROM mention SEMI JOIN names ON mention.name = names.hash
    UNION ALL SELECT other FROM alias SEMI JOIN keys ON alias.other = keys.hash
    UNION ALL SELECT other FROM alias SEMI JOIN names ON alias.name = names.hash`;
}
