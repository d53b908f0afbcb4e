import type { InputColumn } from '../core/input-column.ts';
import { openWork, type Work } from '../core/worker.ts';
import { openModel, type Predictor } from './open-model.ts';
import type { ScoreDeclaration } from './score-output.ts';

/** First the model, then block after block of rows. */
export type ScoreOrder =
  | { model: { bytes: Uint8Array; declaration: ScoreDeclaration; weights: ReadonlyMap<string, Uint8Array> } }
  | { rows: Float64Array; n: number };

export type Scored = { columns: readonly InputColumn[]; areProbabilities: boolean } | { scores: Float64Array };

/** A model that scores blocks of rows in another thread, while this one reads and counts. */
export interface BlockScorer {
  columns: readonly InputColumn[];
  areProbabilities: boolean;
  /**
   * Blocks are scored in the order in which they are handed in, each in one run of the model.
   * @param rows - row-major [n, columns], encoded
   * @returns [n], on the recorded scale; NaN or infinite where the model gives no finite score
   */
  score(rows: Float64Array, n: number): Promise<Float64Array>;
  close(): Promise<void>;
}

/** @throws as openModel */
export async function openBlockScorer(
  bytes: Uint8Array,
  declaration: ScoreDeclaration,
  weights: ReadonlyMap<string, Uint8Array>,
  signal: AbortSignal,
): Promise<BlockScorer> {
  const worker = { from: import.meta.url, module: './score-worker' };
  const work: Work<ScoreOrder, Scored> = openWork({ ...worker, work: scoring(), signal });
  try {
    const opened = await work.ask({ model: { bytes, declaration, weights } });
    if (!('columns' in opened)) throw new TypeError('a model was opened and answered with scores');
    return {
      ...opened,
      async score(rows, n) {
        const scored = await work.ask({ rows, n });
        if (!('scores' in scored)) throw new TypeError('rows were scored and answered with columns');
        return scored.scores;
      },
      close: () => work.close(),
    };
  } catch (error) {
    await work.close();
    throw error;
  }
}

/** What the thread does: it opens one model and holds it until it ends. */
export function scoring(): (order: ScoreOrder) => Promise<Scored> {
  let predictor: Predictor | null = null;
  return async (order) => {
    if ('model' in order) {
      const { bytes, declaration, weights } = order.model;
      predictor = await openModel(bytes, declaration, weights);
      return { columns: predictor.columns, areProbabilities: predictor.spaces[0] === 'probability' };
    }
    if (predictor === null) throw new TypeError('rows came before their model');
    return { scores: await predictor.score(order.rows, order.n) };
  };
}
