import { expect } from 'vitest';
import { explainPrediction, type NumericAttribution, type Question } from '../../src/attribution/explain-prediction.ts';
import type { Player } from '../../src/attribution/players.ts';
import { silent } from '../../src/core/run-context.ts';
import { logistic } from '../../src/numeric/logistic.ts';

export type Score = (row: readonly number[]) => number;

export interface Options {
  players?: number[][];
  rowBudget?: number;
  seed?: string;
  poolRows?: number;
  cutoff?: number;
  /** The margin of the score, if it has one. */
  margin?: Score;
  signal?: AbortSignal;
  /** Told of each batch that is scored. */
  onBatch?: (rows: number) => void;
}

/** Explains a plain function, whose rows are what float32 leaves of them. */
export function explain(
  score: Score,
  x: readonly number[],
  background: readonly (readonly number[])[],
  options: Options = {},
): Promise<NumericAttribution> {
  const columns = options.players ?? x.map((_, column) => [column]);
  const question: Question = {
    predict: async (rows, n, space) => {
      options.onBatch?.(n);
      const on = space === 'margin' ? options.margin! : score;
      return Float64Array.from({ length: n }, (_, row) => on([...rows.subarray(row * x.length, (row + 1) * x.length)]));
    },
    spaces: options.margin === undefined ? ['probability'] : ['margin', 'probability'],
    instance: Float64Array.from(x, Math.fround),
    background: Float64Array.from(background.flat(), Math.fround),
    backgroundRows: background.length,
    poolRows: options.poolRows ?? background.length,
    players: columns.map((each, index): Player => ({ name: `p${index}`, label: `p${index}`, columns: each })),
    seed: options.seed ?? '0123456789abcdef0123456789abcdef',
    rowBudget: options.rowBudget ?? 400_000,
    cutoff: options.cutoff ?? 0.5,
    context: { signal: options.signal ?? new AbortController().signal, progress: silent },
  };
  return explainPrediction(question);
}

export const phi = (found: NumericAttribution): number[] =>
  found.spaces[0]!.attributions.map(({ attribution }) => attribution);
export const base = (found: NumericAttribution): number => found.spaces[0]!.baseValue;

export function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of actual.entries())
    expect(Math.abs(value - expected[index]!)).toBeLessThanOrEqual(tolerance);
}

export const iris: Score = ([a, b, c, d]) => logistic(-1.6689 - 0.1991 * a! + 0.3426 * b! + 0.0478 * c! + 1.03745 * d!);
export const irisBackground = [
  [5.8, 2.8, 5.1, 2.4],
  [5.8, 2.7, 5.1, 1.9],
  [7.2, 3.6, 6.1, 2.5],
  [6.2, 2.8, 4.8, 1.8],
  [4.9, 3.1, 1.5, 0.1],
];
export const irisX = [4.8, 3.8, 2.1, 5.4];
