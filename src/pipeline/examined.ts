import type { Player } from '../attribution/players.ts';
import type { NumericAttribution } from '../attribution/question.ts';
import type { Population, ScoreSpace } from '../core/case.ts';
import type { Evidence } from '../core/evidence.ts';
import type { ExactReading } from '../core/exact-model.ts';
import type { Background, Explanation, FeatureFacts, SpaceAttribution } from '../core/findings.ts';
import { sha256Hex } from '../core/sha256.ts';
import { isAdverse, type ReplayedModel } from './replay.ts';
import type { Session } from './session.ts';

/** An attribution against one population. */
export interface Compared {
  /** [background.rows, inputs], row-major */
  rows: Float64Array;
  background: Background;
  numbers: NumericAttribution;
  /** What of the model was read as a sum. */
  exact: readonly ExactReading[];
}

/** What the examination of an explanation works with. */
export interface Examined {
  session: Session;
  evidence: Evidence;
  replayed: ReplayedModel;
  players: readonly Player[];
  /** In the order of `players`. */
  features: readonly FeatureFacts[];
  inWords: (player: Player, values: readonly number[]) => string;
  against: (population: Population) => Promise<Compared>;
}

/** What the reasons under one reference are judged against. */
export interface Stated {
  examined: Examined;
  leading: SpaceAttribution;
  reasons: Explanation['reasons'];
}

const BATCH_ROWS = 4096;

/** A seed of its own for each purpose. */
export function seedOf(purpose: string, seed: string): string {
  return sha256Hex(`${purpose} ${seed}`).slice(0, 32);
}

/**
 * The model as the examination asks it: rows of any kind in, scores out, batch by batch. A whole-number or yes-no input
 * gets the nearest value that it can hold.
 */
export function scorerOf(
  { replayed: { predictor }, session }: Pick<Examined, 'replayed' | 'session'>,
  space: ScoreSpace,
): (rows: ArrayLike<number>, n: number) => Promise<Float64Array> {
  return async (rows, n) => {
    const { columns } = predictor;
    const width = columns.length;
    const all = Float64Array.from(rows, (value, at) => {
      const type = columns[at % width]?.type;
      return type === 'float' || type === 'double' ? value : Math.round(value) + 0;
    });
    const scores = new Float64Array(n);
    for (let from = 0; from < n; from += BATCH_ROWS) {
      session.context.signal.throwIfAborted();
      const to = Math.min(n, from + BATCH_ROWS);
      scores.set(await predictor.predict(all.slice(from * width, to * width), to - from, space), from);
    }
    return scores;
  };
}

/** True when the higher of two scores is the worse. */
export function adverseIsHigh({ declaration }: ReplayedModel): boolean {
  return isAdverse(Number.POSITIVE_INFINITY, declaration.cutoff, declaration.adverseWhen);
}
