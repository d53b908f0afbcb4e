import type { Case, TrainingLabels } from '../core/case.ts';
import type { ContingencyTable } from '../core/cells.ts';
import type { PredictionRecord } from '../core/evidence.ts';
import type { InputColumn } from '../core/input-column.ts';
import { type BackgroundPool, drawPool, type PoolOptions } from './background-pool.ts';
import type { CaseFolder } from './case-folder.ts';
import type { CohortQuestion, CohortRows } from './cohort-rows.ts';
import { openSliceCounter, type SliceCounts, type VersionSlice } from './count-slice.ts';
import { type DecisionSource, decisions, openDecisionSource } from './decision-source.ts';
import type { Tables } from './duckdb.ts';
import { findPrediction } from './find-prediction.ts';
import { idsSince } from './ids-since.ts';
import { lastDecision } from './last-decision.ts';
import { type IdList, listIds } from './list-ids.ts';
import { moment } from './moment.ts';
import type { RowsToScore } from './scoring-rows.ts';
import type { Slice } from './slice-rows.ts';
import { openTraining, type TrainingTable } from './training-table.ts';

/** The decision log of a case: one table, whatever files and formats it is kept in. */
export interface DecisionLog {
  /**
   * The row of one prediction, with the inputs that its model version declares. A score that is no finite number is
   * null. With `asOf`, rows decided later are not seen.
   * @throws DossierError evidence/prediction-unknown, evidence/prediction-ambiguous, evidence/prediction-undated,
   *   evidence/as-of-too-early, input/model-undeclared
   */
  find(id: string, asOf?: string): Promise<PredictionRecord>;
  /** Prediction ids in order, at most `limit` of them (1000), that contain `search` in upper or lower case. */
  ids(options?: { search?: string | undefined; limit?: number | undefined }): Promise<IdList>;
  /** One prediction of each scoring run and model version that decided from `since` to `until`. */
  since(since: string, until: string): Promise<string[]>;
  /** The newest time of a decision, ISO 8601 in UTC. Null when the log holds none. */
  newest(): Promise<string | null>;
  /**
   * Counts decisions by group, decision and outcome, in integers. Decisions after `asOf` are not part of the slice.
   * @throws DossierError analysis/too-many-groups, input/weight-not-countable
   */
  contingency(asOf?: string, slice?: Slice): Promise<ContingencyTable>;
  /** The same, and beside it the scores by group and outcome. */
  count(asOf?: string, slice?: Slice): Promise<SliceCounts>;
  /** Rows of no declared model version; in each period of the slice, too. */
  undeclared(asOf: string | undefined, slice: Slice): Promise<{ rows: number; periods: number[] }>;
  /** Times of the first and the last decision of a slice, whether they can be counted or not; null without any. */
  span(asOf: string | undefined, slice: Slice): Promise<{ from: string; to: string } | null>;
  /**
   * The decisions of one model version without their scores, for a model to score.
   * @throws DossierError analysis/text-inputs-not-streamed, analysis/too-many-groups
   */
  toScore(asOf: string | undefined, slice: VersionSlice, columns: readonly InputColumn[]): Promise<RowsToScore>;
  /** Draws the people with whom a person is compared. */
  pool(options: PoolOptions): Promise<BackgroundPool>;
  /** Everybody whom one model version decided up to `asOf`, around one of them. */
  cohort(asOf: string, slice: VersionSlice, question: CohortQuestion): Promise<CohortRows>;
  /** The id of the last decision up to `asOf`. Null when there is none. */
  last(asOf?: string): Promise<string | null>;
  /**
   * The table that a model learned from: its labels by group, and its inputs beside those of the decision slice.
   * @throws DossierError input/column-missing, input/table-format, input/table-unreadable, input/not-a-file
   */
  training(path: string, labels: TrainingLabels): Promise<TrainingTable>;
}

/**
 * Opens the decision log that a case declares.
 * @throws DossierError input/column-missing naming every missing column, input/column-not-a-time,
 *   input/table-format, input/table-unreadable
 */
export async function openDecisionLog(tables: Tables, folder: CaseFolder, declaration: Case): Promise<DecisionLog> {
  const source = await openDecisionSource(tables, folder, declaration);
  const counter = openSliceCounter(source);
  return {
    find: (id, asOf) => findPrediction(source, id, asOf),
    ids: (options = {}) => listIds(source, options),
    since: (since, until) => idsSince(source, since, until),
    newest: async () => {
      const [row] = await tables.query(`SELECT max(decided) AS newest FROM (${decisions(source)})`, {}, source.files);
      return (row?.['newest'] ?? null) as string | null;
    },
    contingency: (asOf, slice = {}) => counter.table(asOf, slice),
    count: (asOf, slice = {}) => counter.count(asOf, slice),
    undeclared: (asOf, slice) => counter.undeclared(asOf, slice),
    span: (asOf, slice) => spanOf(source, asOf, slice),
    toScore: (asOf, slice, columns) => counter.toScore(asOf, slice, columns),
    pool: (options) => drawPool(source, options),
    cohort: (asOf, slice, question) => counter.cohort(asOf, slice, question),
    last: (asOf) => lastDecision(source, asOf),
    training: (path, labels) => openTraining(source, folder, path, labels),
  };
}

async function spanOf(
  source: DecisionSource,
  asOf: string | undefined,
  { from, until }: Slice,
): Promise<{ from: string; to: string } | null> {
  const wanted = ['decided IS NOT NULL'];
  if (asOf !== undefined) wanted.push(`decided <= ${moment(asOf)}`);
  if (from !== undefined) wanted.push(`decided >= ${moment(from)}`);
  if (until !== undefined) wanted.push(`decided < ${moment(until)}`);
  const [row] = await source.tables.query(
    `SELECT min(decided) AS first, max(decided) AS last FROM (${decisions(source)}) WHERE ${wanted.join(' AND ')}`,
    {},
    source.files,
  );
  return typeof row?.['first'] === 'string' ? { from: row['first'], to: String(row['last']) } : null;
}
