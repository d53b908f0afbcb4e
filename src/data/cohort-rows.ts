import type { Cell } from '../core/evidence.ts';
import type { InputColumn } from '../core/input-column.ts';
import type { DecisionSource } from './decision-source.ts';
import type { Row } from './duckdb.ts';
import type { SliceRows } from './slice-rows.ts';

/** Larger pools are thinned by a hash of the id, so that the nearest are found within memory. */
const LARGEST_POOL = 20_000;
const THINNED_POOL = 19_000;

/** Rows of the cohort that agree in groups, decision and outcome. */
export interface CohortKind {
  groups: (string | null)[];
  favourable: boolean;
  adverseOutcome: boolean | null;
}

export interface CohortRows {
  /** The contested row. Null when it is an exclusion of the slice. */
  person: CohortKind | null;
  counts: (CohortKind & { n: number; scored: number; below: number; equal: number })[];
  /** Everybody else with complete inputs, in the order of a hash of their ids, which are not kept. */
  applicants: (CohortKind & { inputs: Cell[] })[];
  /** Before the pool was thinned. */
  wholeRows: number;
}

export interface CohortQuestion {
  predictionId: string;
  /** Null where no finite score is recorded; scores are then not compared. */
  score: number | null;
  columns: readonly InputColumn[];
}

/** The rows of a slice around one of them: `every` of them as counts, and those with `complete` inputs one by one. */
export async function readCohort(
  source: DecisionSource,
  { every, complete, passes }: { every: SliceRows; complete: SliceRows; passes: number },
  question: CohortQuestion,
): Promise<CohortRows> {
  const run = async (query: string, { values, files }: SliceRows, more: Record<string, string | number>) => {
    const found: Row[] = [];
    for (let pass = 0; pass < passes; pass += 1) {
      found.push(...(await source.tables.query(query, { ...values, ...more, passes, pass }, files)));
    }
    return found;
  };
  const { predictionId: id, score, columns } = question;
  const names = (source.case.protected?.attributes ?? []).map((_, at) => `g${at}`);
  const kind = [...names, 'favourable', 'adverse'].join(', ');
  const scored = score === null ? 'false' : 'coalesce(isfinite(score), false)';
  const counts = await run(
    `SELECT ${kind}, count(*) AS n, count(*) FILTER (${scored}) AS scored, bool_or(id = $id) AS own,
       count(*) FILTER (${scored} AND score < $score::DOUBLE) AS below,
       count(*) FILTER (${scored} AND score = $score::DOUBLE) AS equal
     FROM (${every.query}) WHERE exclusion IS NULL GROUP BY ALL ORDER BY ALL`,
    every,
    { id, score: score ?? 0 },
  );
  const others = `FROM (${complete.query}) WHERE exclusion IS NULL AND id <> $id`;
  const sizes = await run(`SELECT count(*) AS n ${others}`, complete, { id });
  const wholeRows = sizes.reduce((sum, row) => sum + Number(row['n']), 0);
  const inputs = columns.map((_, at) => `c${at}`);
  const applicants = await run(
    `SELECT ${[kind, ...inputs].join(', ')}, lpad(CAST(md5_number_lower(id) AS VARCHAR), 20, '0') AS place ${others}
     ${thinning(wholeRows)} ORDER BY md5_number_lower(id), id`,
    complete,
    { id },
  );
  applicants.sort((one, other) => (String(one['place']) < String(other['place']) ? -1 : 1));
  const own = counts.find((row) => row['own'] === true);
  return {
    person: own === undefined ? null : kindOf(own, names),
    counts: counts.map((row) => ({
      ...kindOf(row, names),
      ...{ n: Number(row['n']), scored: Number(row['scored']) },
      ...{ below: Number(row['below']), equal: Number(row['equal']) },
    })),
    applicants: applicants.map((row) => ({ ...kindOf(row, names), inputs: inputs.map((name) => cellOf(row[name])) })),
    wholeRows,
  };
}

function thinning(rows: number): string {
  if (rows <= LARGEST_POOL) return '';
  const threshold = ((1n << 64n) * BigInt(THINNED_POOL)) / BigInt(rows);
  return `AND md5_number_lower(id) < ${threshold}::UBIGINT`;
}

function cellOf(cell: Cell | undefined): Cell {
  return cell === undefined || Number.isNaN(cell) ? null : cell;
}

function kindOf(row: Row, names: readonly string[]): CohortKind {
  return {
    groups: names.map((name) => (row[name] ?? null) as string | null),
    favourable: row['favourable'] === true,
    adverseOutcome: (row['adverse'] ?? null) as boolean | null,
  };
}
