import type { AdverseWhen, ModelDeclaration, Population } from '../core/case.ts';
import type { Cell } from '../core/evidence.ts';
import type { Band } from '../core/findings.ts';
import type { InputColumn } from '../core/input-column.ts';
import { type DecisionSource, decisions } from './decision-source.ts';
import type { Row } from './duckdb.ts';
import { areComplete } from './input-columns.ts';
import { moment } from './moment.ts';

export interface PoolOptions {
  model: Pick<ModelDeclaration, 'version' | 'cutoff'> & { adverseWhen: AdverseWhen };
  /** The model's inputs. */
  columns: readonly InputColumn[];
  population: Population;
  /** How far from the cut-off `approved-near-cutoff` reaches before it is widened, in units of the score. */
  band: number;
  /** The contested prediction, which is never its own background. */
  except: string;
  /** ISO 8601; decisions after it are left out. */
  upTo: string;
  /** Rows to draw. All rows are taken when the pool has no more. */
  wanted: number;
  /** Draws `count` different indices out of 0 to size - 1; must be seeded. */
  choose: (size: number, count: number) => ArrayLike<number>;
}

/** The people with whom a person is compared. */
export interface BackgroundPool {
  /** [n]: the values of `columns` in each row; numbers, or texts for columns that hold texts. Null is missing. */
  rows: Cell[][];
  n: number;
  /** Rows from which these were drawn. */
  poolRows: number;
  /** Rows of the population that were left out because an input was missing or was no number. */
  incomplete: number;
  /** Null for all applicants. */
  band: Band | null;
  /** Which rows these are, in words, where the first `n` of them are used in any random order. */
  describe(n: number): string;
}

/** A band of scores is widened until it holds so many rows. */
const LEAST_NEAR_ROWS = 300;

/** Larger pools are thinned by a hash of the id before rows are drawn, so that drawing stays within memory. */
const LARGEST_POOL = 200_000;
const THINNED_POOL = 195_000;

/** Draws the background rows for one prediction, in the order of their ids. See DecisionLog.pool. */
export async function drawPool(source: DecisionSource, options: PoolOptions): Promise<BackgroundPool> {
  const population = populationOf(source, options);
  const { complete: found, incomplete } = await count(source, population);
  const isNear = options.population === 'approved-near-cutoff';
  const { near, band } = isNear ? await nearCutoff(source, options, population) : { near: population, band: null };
  const whole = near === population ? found : (await count(source, near)).complete;
  const thinned = whole <= LARGEST_POOL ? near : thin(near, whole);
  const poolRows = thinned === near ? whole : (await count(source, thinned)).complete;
  const chosen = poolRows <= options.wanted ? null : choose(options, poolRows);
  const rows = await fetchRows(source, thinned, chosen);
  const n = chosen?.length ?? poolRows;
  const facts = { poolRows, whole, found, incomplete, band };
  return { rows, n, poolRows, incomplete, band, describe: (used) => describe(options, { ...facts, n: used }) };
}

/** Rows of the log: a condition on the columns of `decisions`, and the values bound in it. */
interface RowSet {
  columns: readonly InputColumn[];
  condition: string;
  values: Record<string, string | number>;
}

function populationOf({ case: declaration }: DecisionSource, options: PoolOptions): RowSet {
  const { model, columns, population, except, upTo } = options;
  const everyone: RowSet = {
    columns,
    condition: `version = $version AND id <> $except AND decided <= ${moment(upTo)}`,
    values: { version: model.version, except },
  };
  if (population === 'applicants') return everyone;
  const sign = { 'at-or-above': '>=', above: '>', 'at-or-below': '<=', below: '<' }[model.adverseWhen];
  return {
    ...everyone,
    condition: `${everyone.condition} AND decision = $favourable AND isfinite(score) AND NOT (score ${sign} $cutoff::DOUBLE)`,
    values: { ...everyone.values, favourable: declaration.decision.favourable, cutoff: model.cutoff },
  };
}

/**
 * Narrowed to the band beside the cut-off; where that holds too few rows, to as many as are needed nearest to it and all
 * that are as near as the last of them.
 */
async function nearCutoff(
  source: DecisionSource,
  { band: declared }: PoolOptions,
  set: RowSet,
): Promise<{ near: RowSet; band: Band }> {
  const distance = 'abs(score - $cutoff::DOUBLE)';
  const within = (reach: number): RowSet => ({
    ...set,
    condition: `${set.condition} AND ${distance} <= $reach::DOUBLE`,
    values: { ...set.values, reach },
  });
  const { complete: rows } = await count(source, within(declared));
  if (rows >= LEAST_NEAR_ROWS) return { near: within(declared), band: { declared, used: declared, rows } };
  const [last] = await source.tables.query(
    `SELECT max(reach) AS reach FROM (
       SELECT ${distance} AS reach FROM (${decisions(source, set.columns)})
       WHERE ${set.condition} AND ${areComplete(set.columns)} ORDER BY reach LIMIT ${LEAST_NEAR_ROWS}
     )`,
    set.values,
    source.files,
  );
  const used = Math.max(declared, Number(last?.['reach'] ?? declared));
  return { near: within(used), band: { declared, used, rows } };
}

/** Keeps about THINNED_POOL rows: those whose ids have the smallest hashes, which are the same on every run. */
function thin(set: RowSet, rows: number): RowSet {
  const threshold = ((1n << 64n) * BigInt(THINNED_POOL)) / BigInt(rows);
  return { ...set, condition: `${set.condition} AND md5_number_lower(id) < ${threshold}::UBIGINT` };
}

async function count(source: DecisionSource, set: RowSet): Promise<{ complete: number; incomplete: number }> {
  const [row] = await source.tables.query(
    `SELECT count(*) AS rows, count(*) FILTER (${areComplete(set.columns)}) AS complete
     FROM (${decisions(source, set.columns)}) WHERE ${set.condition}`,
    set.values,
    source.files,
  );
  const found = Number(row?.['complete'] ?? 0);
  return { complete: found, incomplete: Number(row?.['rows'] ?? 0) - found };
}

function choose({ choose: draw, wanted }: PoolOptions, poolRows: number): number[] {
  const chosen = Array.from(draw(poolRows, wanted)).sort((a, b) => a - b);
  const inside = chosen.every((index) => Number.isInteger(index) && index >= 0 && index < poolRows);
  if (chosen.length !== wanted || new Set(chosen).size !== wanted || !inside) {
    throw new RangeError(`choose(${poolRows}, ${wanted}) must give ${wanted} different indices`);
  }
  return chosen;
}

async function fetchRows(source: DecisionSource, set: RowSet, chosen: readonly number[] | null): Promise<Cell[][]> {
  const columns = set.columns.map((_, index) => `c${index}`).join(', ');
  const wanted = chosen === null ? '' : `WHERE place IN (SELECT unnest([${chosen.join(', ')}]))`;
  const found: Row[] = await source.tables.query(
    `SELECT ${columns} FROM (
       SELECT ${columns}, row_number() OVER (ORDER BY id, decided, file, ${columns}) - 1 AS place
       FROM (${decisions(source, set.columns)}) WHERE ${set.condition} AND ${areComplete(set.columns)}
     ) ${wanted} ORDER BY place`,
    set.values,
    source.files,
  );
  return found.map((row) =>
    set.columns.map((_, column) => {
      const cell = row[`c${column}`] ?? null;
      return Number.isNaN(cell) ? null : cell;
    }),
  );
}

interface PoolFacts {
  n: number;
  poolRows: number;
  whole: number;
  found: number;
  incomplete: number;
  band: Band | null;
}

function describe(
  { model, population, upTo }: PoolOptions,
  { n, poolRows, whole, found, incomplete, band }: PoolFacts,
): string {
  const who = population === 'applicants' ? 'applicants' : 'approved applicants';
  const parts = [
    `${n === found ? `all ${n}` : `${n} of ${found}`} ${who} decided by model ${model.version} up to ${upTo}`,
  ];
  if (band !== null) parts.push(...inWords(band, model.cutoff, whole));
  if (poolRows < whole) parts.push(`thinned to ${poolRows} by a hash of the prediction id`);
  if (n < poolRows) parts.push(`drawn at random without replacement from ${poolRows}`);
  if (incomplete > 0) parts.push(`${incomplete} more left out for an input that is missing or no number`);
  return parts.join('; ');
}

function inWords({ declared, used, rows }: Band, cutoff: number, whole: number): string[] {
  const within = `those within ${used} of the cut-off ${cutoff}`;
  if (used === declared) return [within];
  const reached = whole < LEAST_NEAR_ROWS ? `until it held all ${whole}` : `until it held ${whole}`;
  return [within, `the band of ${declared} holds ${rows} of them and was widened ${reached}`];
}
