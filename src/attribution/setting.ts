import type { ScoreSpace } from '../core/case.ts';
import type { RunContext } from '../core/run-context.ts';

/** Scores rows: row-major [n, inputs] in, [n] out. The rows are overwritten once the scores are there. */
export type Predict = (rows: Float64Array, n: number, space: ScoreSpace) => Promise<Float64Array>;

/** What is explained, and with whom it is compared. */
export interface Setting {
  predict: Predict;
  spaces: readonly ScoreSpace[];
  /** [inputs] */
  instance: Float64Array;
  /** [rows, inputs], row-major; more than backgroundRows where rows are held in reserve */
  background: Float64Array;
  backgroundRows: number;
  context: RunContext;
  /** Batches that may be with the model at once; 1 unless `predict` has workers. The answer does not depend on it. */
  lanes?: number;
}
