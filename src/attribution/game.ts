import type { ScoreSpace } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { RunContext } from '../core/run-context.ts';
import { type Coalition, emptyCoalition } from './coalition.ts';
import { planRows, type RowPlan } from './plan-rows.ts';
import type { Player } from './players.ts';

/** Scores rows: row-major [n, inputs] in, [n] out. The rows are overwritten once the scores are there. */
export type Predict = (rows: Float64Array, n: number, space: ScoreSpace) => Promise<Float64Array>;

/** What is explained, and with whom it is compared. */
export interface Setting {
  predict: Predict;
  spaces: readonly ScoreSpace[];
  /** [inputs] */
  instance: Float64Array;
  /** [backgroundRows, inputs], row-major */
  background: Float64Array;
  backgroundRows: number;
  context: RunContext;
}

/**
 * A game played on given coalitions: for each of them, and for each background row, the score of the row in which the
 * members' columns are those of the instance and all others those of the background row.
 */
export interface Game {
  coalitions: readonly Coalition[];
  backgroundRows: number;
  rowsNeeded: number;
  rowsScored: number;
  /** The scales of the setting, but for a margin that is infinite somewhere. */
  spaces: readonly ScoreSpace[];
  /** [coalitions]: the scores in `space` against background row j. */
  scoresAgainst(space: ScoreSpace, j: number): Float64Array;
}

const BATCH_ROWS = 4096;

/** True where a player's columns in a background row differ from the instance. NaN equals NaN, and -0 equals 0. */
export function differs({ instance, background }: Setting, player: Player, row: number): boolean {
  for (const column of player.columns) {
    const one = instance[column]!;
    const other = background[row * instance.length + column]!;
    if (one !== other && !(Number.isNaN(one) && Number.isNaN(other))) return true;
  }
  return false;
}

/** For each background row, the players that differ from it. */
function differingPlayers(setting: Setting, players: readonly Player[]): Coalition[] {
  return Array.from({ length: setting.backgroundRows }, (_, row) => {
    const differing = emptyCoalition(players.length);
    for (const [index, player] of players.entries()) {
      if (differs(setting, player, row)) differing[index >>> 5]! |= 1 << (index & 31);
    }
    return differing;
  });
}

/**
 * Plays the game on the given coalitions, scoring equal rows once.
 *
 * @throws DossierError model/non-finite-score, model/score-shape, and what the model throws; the abort reason when
 *   interrupted
 */
export async function playGame(
  setting: Setting,
  players: readonly Player[],
  coalitions: readonly Coalition[],
): Promise<Game> {
  const { backgroundRows } = setting;
  const differing = differingPlayers(setting, players);
  const plan = planRows(coalitions, differing);
  const scores = await scoreRows(setting, plan, hybridWriter(setting, players, { coalitions, differing }));
  const count = coalitions.length;
  return {
    coalitions,
    backgroundRows,
    rowsNeeded: count * backgroundRows,
    rowsScored: plan.rows,
    spaces: setting.spaces.filter((space) => scores.has(space)),
    scoresAgainst(space, j) {
      const held = scores.get(space)!;
      const against = new Float64Array(count);
      for (let c = 0; c < count; c += 1) against[c] = held[plan.slots[j * count + c]!]!;
      return against;
    },
  };
}

/** Writes the hybrid of background row j and coalition c into a buffer, at a row. */
type WriteHybrid = (into: Float64Array, at: number, j: number, c: number) => void;

function hybridWriter(
  { instance, background, backgroundRows }: Setting,
  players: readonly Player[],
  { coalitions, differing }: { coalitions: readonly Coalition[]; differing: readonly Coalition[] },
): WriteHybrid {
  const width = instance.length;
  const rows = Array.from({ length: backgroundRows }, (_, j) => background.subarray(j * width, (j + 1) * width));
  return (into, at, j, c) => {
    into.set(rows[j]!, at * width);
    const words = coalitions[c]!;
    for (let word = 0; word < words.length; word += 1) {
      for (let left = words[word]! & differing[j]![word]!; left !== 0; left &= left - 1) {
        const player = 32 * word + 31 - Math.clz32(left & -left);
        for (const column of players[player]!.columns) into[at * width + column] = instance[column]!;
      }
    }
  };
}

/** Scores each row of the plan once on every scale, in batches that reuse one buffer. */
async function scoreRows(
  setting: Setting,
  { slots, rows }: RowPlan,
  write: WriteHybrid,
): Promise<Map<ScoreSpace, Float64Array>> {
  const { instance, backgroundRows, spaces, context } = setting;
  const scores = new Map(spaces.map((space) => [space, new Float64Array(rows)]));
  const buffer = new Float64Array(Math.min(BATCH_ROWS, rows) * instance.length);
  const count = slots.length / backgroundRows;
  context.progress.start('explain', rows);
  let next = 0;
  let filled = 0;
  for (let j = 0; j < backgroundRows; j += 1) {
    for (let c = 0; c < count; c += 1) {
      if (slots[j * count + c] !== next) continue;
      write(buffer, filled, j, c);
      next += 1;
      filled += 1;
      if (filled < BATCH_ROWS && next < rows) continue;
      await scoreBatch(setting, buffer.subarray(0, filled * instance.length), { from: next - filled, scores });
      context.progress.advance(next);
      filled = 0;
    }
  }
  context.progress.finish();
  return scores;
}

async function scoreBatch(
  { spaces, predict, instance, context }: Setting,
  batch: Float64Array,
  { from, scores }: { from: number; scores: Map<ScoreSpace, Float64Array> },
): Promise<void> {
  context.signal.throwIfAborted();
  const n = batch.length / instance.length;
  for (const space of [...scores.keys()]) {
    const found = await predict(batch, n, space).catch((error: unknown) => {
      if (isNonFinite(error) && isSpare(space, spaces)) return null;
      throw error;
    });
    if (found !== null && found.length !== n)
      throw new DossierError('model/score-shape', 'the model does not give one score a row');
    const bad = found?.find((score) => !Number.isFinite(score));
    if (bad !== undefined && !isSpare(space, spaces))
      throw new DossierError(
        'model/non-finite-score',
        `the model gives the score ${bad}, which is no number to explain`,
      );
    if (found === null || bad !== undefined) scores.delete(space);
    else scores.get(space)!.set(found, from);
  }
}

function isNonFinite(error: unknown): boolean {
  return error instanceof DossierError && error.code === 'model/non-finite-score';
}

/** A margin can be done without where the probability is explained as well: it is infinite at 0 and 1. */
function isSpare(space: ScoreSpace, spaces: readonly ScoreSpace[]): boolean {
  return space === 'margin' && spaces.includes('probability');
}
