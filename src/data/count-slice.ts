import type { ContingencyTable, ScoreTable } from '../core/cells.ts';
import type { InputColumn } from '../core/input-column.ts';
import { type CohortQuestion, type CohortRows, readCohort } from './cohort-rows.ts';
import { countCells } from './contingency.ts';
import { type DecisionSource, decisions } from './decision-source.ts';
import { moment } from './moment.ts';
import { countScores } from './score-counts.ts';
import { openRowsToScore, type RowsToScore } from './scoring-rows.ts';
import { holdsGroups, type Slice, type SliceRows, sliceRows } from './slice-rows.ts';
import { literal } from './sql-text.ts';
import { relation } from './table-file.ts';

/** Rows whose ids one pass may hold in memory; a longer log is looked at in several, split by a hash of the id. */
const ROWS_PER_PASS = 1_000_000;
/** Hashes alone take less room. */
const HASHES_PER_PASS = 4_000_000;

export interface SliceCounts {
  table: ContingencyTable;
  /** The same rows in the periods that the bounds of the slice make; absent where it has none. */
  periods?: ContingencyTable[];
  /** Null where no score is recorded. */
  scores: ScoreTable | null;
}

/** Counts slices of one decision log, in memory that does not grow with it. */
export interface SliceCounter {
  count(asOf: string | undefined, slice: Slice): Promise<SliceCounts>;
  table(asOf: string | undefined, slice: Slice): Promise<ContingencyTable>;
  /** Rows of no declared model version, which no model can score; in each period, too. */
  undeclared(asOf: string | undefined, slice: Slice): Promise<{ rows: number; periods: number[] }>;
  /** The rows of one model version, which are still to be scored. */
  toScore(asOf: string | undefined, slice: VersionSlice, columns: readonly InputColumn[]): Promise<RowsToScore>;
  /** Everybody whom one model version decided, around one of them. */
  cohort(asOf: string, slice: VersionSlice, question: CohortQuestion): Promise<CohortRows>;
}

export type VersionSlice = Slice & { modelVersion: string };

export function openSliceCounter(source: DecisionSource): SliceCounter {
  const surveys = new Map<string | undefined, Promise<Survey>>();
  const plan = async (asOf: string | undefined, slice: Slice): Promise<Plan> => {
    const known = surveys.get(asOf) ?? survey(source, asOf);
    surveys.set(asOf, known);
    const { rows, hasRepeats } = await known;
    const isSplit = hasRepeats || !holdsGroups(source);
    const passes = isSplit ? Math.max(1, Math.ceil(rows / ROWS_PER_PASS)) : 1;
    return { passes, hasRepeats, rows: sliceRows(source, { asOf, slice, hasRepeats }) };
  };
  return {
    async count(asOf, slice) {
      const { rows, passes } = await plan(asOf, slice);
      const { bounds } = slice;
      const { table, periods } = await countCells(source, rows, { passes, periods: (bounds?.length ?? 0) + 1 });
      const hasScores = source.case.decisionLog.columns.score !== undefined;
      const scores = hasScores ? await countScores(source, rows, passes) : null;
      await source.remember();
      return { table, scores, ...(bounds === undefined ? {} : { periods }) };
    },
    async table(asOf, slice) {
      const { rows, passes } = await plan(asOf, slice);
      const { table } = await countCells(source, rows, { passes, periods: 1 });
      await source.remember();
      return table;
    },
    async undeclared(asOf, slice) {
      const { rows, passes } = await plan(asOf, slice);
      return countUndeclared(source, rows, passes);
    },
    async toScore(asOf, slice, columns) {
      const { hasRepeats, passes } = await plan(asOf, slice);
      const rows = await openRowsToScore(source, { asOf, slice, hasRepeats, passes, columns });
      await source.remember();
      return rows;
    },
    async cohort(asOf, slice, question) {
      const { hasRepeats, passes, rows: every } = await plan(asOf, slice);
      const complete = sliceRows(source, { asOf, slice, hasRepeats, columns: question.columns });
      return readCohort(source, { every, complete, passes }, question);
    },
  };
}

async function countUndeclared(
  { tables, case: { models } }: DecisionSource,
  rows: SliceRows,
  passes: number,
): Promise<{ rows: number; periods: number[] }> {
  const declared = models.map(({ version }) => literal(version)).join(', ');
  const query = `SELECT period, count(*) AS n FROM (${rows.query})
    WHERE version IS NULL OR version NOT IN (${declared}) GROUP BY period`;
  const found = { rows: 0, periods: [] as number[] };
  for (let pass = 0; pass < passes; pass += 1) {
    for (const { period, n } of await tables.query(query, { ...rows.values, passes, pass }, rows.files)) {
      found.rows += Number(n);
      if (typeof period === 'number') found.periods[period] = (found.periods[period] ?? 0) + Number(n);
    }
  }
  return found;
}

interface Plan {
  rows: ReturnType<typeof sliceRows>;
  passes: number;
  hasRepeats: boolean;
}

interface Survey {
  rows: number;
  /** True when some id may be recorded more than once: two ids of one hash count as one. */
  hasRepeats: boolean;
}

async function survey(source: DecisionSource, asOf: string | undefined): Promise<Survey> {
  const { tables, files } = source;
  const counts = files.map((file) => `SELECT count(*) AS n FROM ${relation(file)}`).join(' UNION ALL ');
  const [row] = await tables.query(`SELECT sum(n) AS n FROM (${counts})`, {}, files);
  const rows = Number(row?.['n'] ?? 0);
  const until = asOf === undefined ? '' : ` AND (decided IS NULL OR decided <= ${moment(asOf)})`;
  const ids = `SELECT id FROM (${decisions(source)}) WHERE id IS NOT NULL${until}`;
  return { rows, hasRepeats: !(await ascend(source, ids)) && (await repeat(source, ids, rows)) };
}

/** Ids that ascend strictly, in whatever order they are read, are all different; most logs are kept so. */
async function ascend({ tables, files }: DecisionSource, ids: string): Promise<boolean> {
  const pairs = `SELECT id, lag(id) OVER () AS before FROM (${ids})`;
  const [row] = await tables.query(`SELECT count(*) AS falls FROM (${pairs}) WHERE id <= before`, {}, files);
  return row?.['falls'] === 0;
}

async function repeat({ tables, files }: DecisionSource, ids: string, rows: number): Promise<boolean> {
  const passes = Math.max(1, Math.ceil(rows / HASHES_PER_PASS));
  const query = `SELECT count(*) > count(DISTINCT h) AS repeated
    FROM (SELECT hash(id) AS h FROM (${ids})) WHERE h % $passes::UBIGINT = $pass::UBIGINT`;
  for (let pass = 0; pass < passes; pass += 1) {
    const [found] = await tables.query(query, { passes, pass }, files);
    if (found?.['repeated'] === true) return true;
  }
  return false;
}
