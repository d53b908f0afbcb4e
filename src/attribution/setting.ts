import type { ScoreSpace } from '../core/case.ts';
import type { RunContext } from '../core/run-context.ts';
<<<<<<< HEAD
import type { Player } from './players.ts';
=======
>>>>>>> 43633bdcbe4910e2f2164b6c88ced88e4f6563b8

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
<<<<<<< HEAD

/** True where a player's columns in a background row differ from the instance. NaN equals NaN, and -0 equals 0. */
export function differs(
  { instance, background }: Pick<Setting, 'instance' | 'background'>,
  player: Player,
  row: number,
): boolean {
  for (const column of player.columns) {
    const one = instance[column]!;
    const other = background[row * instance.length + column]!;
    if (one !== other && !(Number.isNaN(one) && Number.isNaN(other))) return true;
  }
  return false;
}
=======
>>>>>>> 43633bdcbe4910e2f2164b6c88ced88e4f6563b8
