import type { ScoreSpace } from '../core/case.ts';
import type { Effort } from '../core/effort.ts';
import { DossierError } from '../core/error.ts';
import type { Progress } from '../core/run-context.ts';
import { silent } from '../core/run-context.ts';
import { sha256Hex } from '../core/sha256.ts';
import { explainPrediction } from './explain-prediction.ts';
import { identity, logOdds } from './link.ts';
import type { Player } from './players.ts';
import type { NumericAttribution } from './question.ts';
import { rankCertainty } from './rank-certainty.ts';
import { deriveSeed } from './seed.ts';
import type { Predict } from './setting.ts';
import { shuffleRows } from './shuffle-rows.ts';

/**
 * A model: `n` rows in, `n` scores out. `rows` is row-major [n, inputs] and is overwritten once the scores are there,
 * so that a predictor that keeps rows must copy them.
 */
export type PredictFunction = (rows: Float64Array, n: number) => Promise<ArrayLike<number>> | ArrayLike<number>;

/** One player: inputs that are explained together, e.g. the one-hot columns of one category. */
export interface FeatureGroup {
  name: string;
  /** Positions among the inputs. Each input belongs to one group. */
  columns: number[];
}

export interface ExplainOptions {
  /** The players. Each input for itself when absent, named x0, x1, ... */
  features?: readonly FeatureGroup[];
  /** Model rows that may be scored; 400 000 when absent. Beyond it coalitions are sampled, with standard errors. */
  rowBudget?: number;
  /** Sampling ends when the largest standard error is below this share of the range; 0.01 when absent, 0 for never. */
  precision?: number;
  /** Background rows to begin with; more are used where drawing them is the larger doubt. All when absent. */
  backgroundRows?: number;
  /** Rows from which the background was drawn at random; when absent, the background is the whole population. */
  poolRows?: number;
  /** `logit` explains the log-odds of the mean score, which must lie between 0 and 1. */
  link?: 'identity' | 'logit';
  /** 32 hexadecimal digits, not all 0. Derived from background and instance when absent, never from chance. */
  seed?: string;
  /** Says which model this is, so that another model draws other coalitions. */
  model?: string;
  /** True, and taken to be true when absent, when higher scores are adverse. */
  adverseIsHigh?: boolean;
  /** Batches that may be with the predictor at once; 1 when absent. The answer does not depend on it. */
  lanes?: number;
  signal?: AbortSignal;
  progress?: Progress;
}

/** Attributions with their errors, in the unit of the score (of its log-odds where `link` says so). */
export interface FunctionExplanation {
  engine: NumericAttribution['engine'];
  engineReason: string;
  seed: string;
  /** Mean score over the background rows that were used. */
  baseValue: number;
  value: number;
  /** value - baseValue - sum of the attributions: rounding. */
  residual: number;
  features: ExplainedFeature[];
  /** The joint covariance of the attributions, row by row; null when one background row alone cannot tell it. */
  covariance: number[][] | null;
  rowsScored: number;
  effort: Effort;
}

export interface ExplainedFeature {
  name: string;
  attribution: number;
  /** Of sampling coalitions; 0 where all were enumerated. */
  standardError: number;
  /** Of drawing the background; 0 where it is the whole population, null when it cannot be told. */
  backgroundStandardError: number | null;
  /** Probability to be among the four most adverse, were both drawn anew; null when it cannot be told. */
  topFourProbability: number | null;
}

const ROW_BUDGET = 400_000;
const SPACE: ScoreSpace = 'probability';

/**
 * Attributes the score of one row to its inputs, compared with background rows: interventional Shapley values of
 *
 *     v(S) = link( mean over background rows r of  f(x on S, r elsewhere) )
 *
 * exactly where all coalitions fit the row budget, else by paired Kernel SHAP. Missing values are NaN, which equals
 * NaN; -0 equals 0. The same arguments give the same bits.
 *
 * @param predictor - scores rows; its scores must be finite
 * @param instance - [inputs]: the row to explain
 * @param background - [rows][inputs]: whom it is compared with
 * @returns attributions in the order of `features`; the base value and they add up to the value
 * @throws DossierError analysis/background-empty, analysis/background-shape, analysis/players-overlap,
 *   analysis/row-budget, analysis/link-infinite, model/non-finite-score, model/score-shape; what the predictor throws;
 *   the signal's reason when aborted
 * @see Lundberg & Lee 2017, "A unified approach to interpreting model predictions", NeurIPS 30
 * @example (await explain((rows, n) => rows.subarray(0, n), [3], [[1], [2]])).features[0].attribution; // 1.5
 */
export async function explain(
  predictor: PredictFunction,
  instance: ArrayLike<number>,
  background: readonly ArrayLike<number>[],
  options: ExplainOptions = {},
): Promise<FunctionExplanation> {
  const { adverseIsHigh = true, rowBudget = ROW_BUDGET } = options;
  if (!(rowBudget >= 0)) throw new DossierError('analysis/row-budget', `a budget of ${rowBudget} model rows is none`);
  const row = Float64Array.from(instance);
  const rows = matrixOf(background, row.length);
  const players = playersOf(options.features, row.length);
  const seed = options.seed ?? seedOf(row, rows, { players, rowBudget, model: options.model ?? '' });
  const n = background.length;
  const found = await explainPrediction({
    predict: scoresOf(predictor),
    spaces: [SPACE],
    instance: row,
    background: n === 0 ? rows : shuffleRows(rows, { n, seed }),
    backgroundRows: Math.min(n, options.backgroundRows ?? n),
    poolRows: Math.max(n, options.poolRows ?? n),
    ...{ players, seed, rowBudget, adverseIsHigh },
    cutoff: 0,
    precision: options.precision ?? 0.01,
    link: options.link === 'logit' ? logOdds : identity,
    lanes: options.lanes ?? 1,
    context: { signal: options.signal ?? new AbortController().signal, progress: options.progress ?? silent },
  });
  return explanationOf(found, players, { adverseIsHigh, seed });
}

function matrixOf(background: readonly ArrayLike<number>[], width: number): Float64Array {
  const rows = new Float64Array(background.length * width);
  background.forEach((row, index) => {
    if (row.length !== width) {
      throw new DossierError(
        'analysis/background-shape',
        `background row ${index} has ${row.length} inputs, the instance ${width}`,
      );
    }
    rows.set(Array.from(row), index * width);
  });
  return rows;
}

function playersOf(features: readonly FeatureGroup[] | undefined, width: number): Player[] {
  const groups = features ?? Array.from({ length: width }, (_, column) => ({ name: `x${column}`, columns: [column] }));
  return groups.map(({ name, columns }) => ({ name, label: name, columns: [...columns] }));
}

function seedOf(
  instance: Float64Array,
  rows: Float64Array,
  { model, ...configuration }: { model: string; players: readonly Player[]; rowBudget: number },
): string {
  const bits = new DataView(new ArrayBuffer(8 * rows.length));
  rows.forEach((value, index) => {
    bits.setFloat64(8 * index, value);
  });
  return deriveSeed(model, sha256Hex(new Uint8Array(bits.buffer)), instance, JSON.stringify(configuration));
}

function scoresOf(predictor: PredictFunction): Predict {
  return async (rows, n) => {
    const scores: ArrayLike<number> | null | undefined = await predictor(rows, n);
    if (scores == null)
      throw new DossierError('model/score-shape', `the model gives nothing for ${n} rows, not one score a row`);
    return scores instanceof Float64Array ? scores : Float64Array.from(scores);
  };
}

function explanationOf(
  { engine, engineReason, rowsScored, effort, spaces }: NumericAttribution,
  players: readonly Player[],
  about: { adverseIsHigh: boolean; seed: string },
): FunctionExplanation {
  const space = spaces[0]!;
  const { baseValue, value, residual, attributions, covariance = null } = space;
  const { topFour } = rankCertainty(space, about);
  return {
    ...{ engine, engineReason, seed: about.seed, baseValue, value, residual, rowsScored, effort: effort! },
    features: attributions.map((each, index) => ({
      name: players[index]!.name,
      ...each,
      topFourProbability: topFour?.[index] ?? null,
    })),
    covariance: covariance === null ? null : wholeOf(covariance, players.length),
  };
}

function wholeOf(lower: readonly number[], m: number): number[][] {
  const at = (i: number, j: number): number => lower[(i * (i + 1)) / 2 + j]!;
  return Array.from({ length: m }, (_, i) => Array.from({ length: m }, (_, j) => (i < j ? at(j, i) : at(i, j))));
}
