import type { ModelDeclaration } from '../core/case.ts';
import { sortedScores } from '../core/cell-order.ts';
import type { ScoreCell, ScoreTable } from '../core/cells.ts';
import { binMiddle, binWidth, MOST_SCORES, PROBABILITY, SCORE_BINS, type ScoreRange } from '../core/score-bins.ts';
import type { DecisionSource } from './decision-source.ts';
import type { Row } from './duckdb.ts';
import type { SliceRows } from './slice-rows.ts';
import { literal } from './sql-text.ts';

/** An estimate beyond it leaves no doubt that there are more. */
const SURELY_MORE = 30_000;

const NO_SCORE = 'no finite score is recorded';

/** Where scores lie, and whether they are counted one by one. */
interface Scale extends ScoreRange {
  exact: boolean;
}

/**
 * Counts the rows of a slice that count, by group, outcome and score: a high score is adverse; a probability in favour
 * becomes that of the adverse class, 1 - score, and any other score in favour its negative.
 *
 * Scores are counted one by one while there are at most 20,000 different ones, else in 1000 bins of equal width, whose
 * middles stand for them. Null when the slice holds no finite score.
 */
export async function countScores(source: DecisionSource, rows: SliceRows, passes: number): Promise<ScoreTable | null> {
  const adverse = adverseScore(source.case.models);
  const scale = await scaleOf(source, rows, { passes, adverse });
  if (scale === null) return null;
  const attributes = (source.case.protected?.attributes ?? []).map(({ name }) => name);
  const groups = attributes.map((_, at) => `g${at}`);
  const { low, exact } = scale;
  const value = exact
    ? 'score'
    : `least(floor((score - ${low}::DOUBLE) / ${binWidth(scale)}::DOUBLE), ${SCORE_BINS - 1})`;
  const query = `
    SELECT ${[...groups, 'adverse'].join(', ')}, CASE WHEN isfinite(score) THEN ${value} END AS place, count(*) AS n
    FROM (SELECT * REPLACE (${adverse(scale)} AS score) FROM (${rows.query}) WHERE exclusion IS NULL)
    GROUP BY ALL`;
  const cells = new Map<string, ScoreCell>();
  let missing = 0;
  for (let pass = 0; pass < passes; pass += 1) {
    for (const row of await source.tables.query(query, { ...rows.values, passes, pass }, rows.files)) {
      if (row['place'] === null) missing += Number(row['n']);
      else add(cells, row, { groups, scoreOf: (place) => (exact ? place : binMiddle(scale, place)) });
    }
  }
  return {
    attributes,
    cells: sortedScores([...cells.values()]),
    exact,
    exclusions: missing === 0 ? [] : [{ reason: NO_SCORE, rows: missing }],
  };
}

type AdverseScore = (range: ScoreRange) => string;

function adverseScore(models: readonly ModelDeclaration[]): AdverseScore {
  const turned = models.filter(({ adverseWhen }) => adverseWhen === 'below' || adverseWhen === 'at-or-below');
  if (turned.length === 0) return () => 'score';
  const versions = turned.map(({ version }) => literal(version)).join(', ');
  return ({ low, high }) =>
    `CASE WHEN version IN (${versions}) THEN ${low >= 0 && high <= 1 ? '1.0::DOUBLE - score' : '-score'} ELSE score END`;
}

/** Probabilities are binned from 0 to 1, all other scores from the lowest to the highest. */
async function scaleOf(
  { tables }: DecisionSource,
  rows: SliceRows,
  { passes, adverse }: { passes: number; adverse: AdverseScore },
): Promise<Scale | null> {
  const bounds = (score: string): string => `
    SELECT min(score) AS low, max(score) AS high, approx_count_distinct(score) AS scores
    FROM (SELECT * REPLACE (${score} AS score) FROM (${rows.query}) WHERE exclusion IS NULL)
    WHERE isfinite(score)`;
  const over = async (score: string): Promise<{ low: number; high: number; scores: number }> => {
    const found = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY, scores: 0 };
    for (let pass = 0; pass < passes; pass += 1) {
      const [row] = await tables.query(bounds(score), { ...rows.values, passes, pass }, rows.files);
      if (typeof row?.['low'] !== 'number') continue;
      found.low = Math.min(found.low, row['low']);
      found.high = Math.max(found.high, Number(row['high']));
      found.scores = Math.max(found.scores, Number(row['scores']));
    }
    return found;
  };
  const recorded = await over('score');
  if (recorded.low > recorded.high) return null;
  const isProbability = recorded.low >= 0 && recorded.high <= 1;
  const exact = recorded.scores <= SURELY_MORE && (await hasFewScores(tables, rows, passes));
  if (isProbability) return { ...PROBABILITY, exact };
  const score = adverse(recorded);
  const { low, high } = score === 'score' ? recorded : await over(score);
  return { low, high, exact };
}

async function hasFewScores(tables: DecisionSource['tables'], rows: SliceRows, passes: number): Promise<boolean> {
  const seen = new Set<number>();
  const query = `SELECT DISTINCT score FROM (${rows.query}) WHERE exclusion IS NULL AND isfinite(score)`;
  for (let pass = 0; pass < passes; pass += 1) {
    const found = await tables.query(query, { ...rows.values, passes, pass }, rows.files);
    for (const { score } of found) seen.add(Number(score));
    if (seen.size > MOST_SCORES) return false;
  }
  return true;
}

function add(
  cells: Map<string, ScoreCell>,
  row: Row,
  { groups, scoreOf }: { groups: readonly string[]; scoreOf: (place: number) => number },
): void {
  const names = groups.map((column) => (row[column] ?? null) as string | null);
  const adverseOutcome = (row['adverse'] ?? null) as boolean | null;
  const score = scoreOf(Number(row['place']));
  const key = JSON.stringify([names, adverseOutcome, score]);
  const known = cells.get(key);
  if (known === undefined) cells.set(key, { groups: names, adverseOutcome, score, n: Number(row['n']) });
  else known.n += Number(row['n']);
}
