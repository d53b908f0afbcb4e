import type { ScoreSpace } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { RunContext } from '../core/run-context.ts';
import { type Coalition, isMember } from './coalition.ts';
import type { Player } from './players.ts';

/** Scores rows: row-major [n, inputs] in, [n] out. */
export type Predict = (rows: Float32Array, n: number, space: ScoreSpace) => Promise<Float64Array>;

/** What is explained, and with whom it is compared. */
export interface Setting {
  predict: Predict;
  spaces: readonly ScoreSpace[];
  /** [inputs] */
  instance: Float32Array;
  /** [backgroundRows, inputs], row-major */
  background: Float32Array;
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
  /** The score in `space` for coalition c and background row j. */
  score(space: ScoreSpace, c: number, j: number): number;
}

const BATCH_ROWS = 4096;

/** True where a player's columns in a background row differ from the instance. NaN equals NaN, and -0 equals 0. */
export function differs(setting: Setting, player: Player, row: number): boolean {
  const { instance, background } = setting;
  const width = instance.length;
  return player.columns.some((column) => {
    const one = instance[column]!;
    const other = background[row * width + column]!;
    return one !== other && !(Number.isNaN(one) && Number.isNaN(other));
  });
}

/**
 * Plays the game on the given coalitions. Rows that are equal are scored once: against background row j, a coalition
 * acts only through those of its members that differ from row j.
 *
 * @throws DossierError model/* from the model; the abort reason when interrupted
 */
export async function playGame(
  setting: Setting,
  players: readonly Player[],
  coalitions: readonly Coalition[],
): Promise<Game> {
  const { backgroundRows } = setting;
  const plan = planRows(setting, players, coalitions);
  const scores = new Map<ScoreSpace, Float64Array>();
  const { progress } = setting.context;
  progress.start('explain', plan.rows.length * setting.spaces.length);
  for (const [index, space] of setting.spaces.entries()) {
    scores.set(space, await scoreRows(setting, players, plan.rows, space, index * plan.rows.length));
  }
  progress.finish();
  return {
    coalitions,
    backgroundRows,
    rowsNeeded: coalitions.length * backgroundRows,
    rowsScored: plan.rows.length,
    score: (space, c, j) => scores.get(space)![plan.slots[c * backgroundRows + j]!]!,
  };
}

/** A row to score: background row `row` with the columns of `members` taken from the instance. */
interface HybridRow {
  row: number;
  members: Coalition;
}

interface Plan {
  rows: HybridRow[];
  /** [coalitions, backgroundRows]: which of `rows` holds the score. */
  slots: Int32Array;
}

function planRows(setting: Setting, players: readonly Player[], coalitions: readonly Coalition[]): Plan {
  const { backgroundRows } = setting;
  const slots = new Int32Array(coalitions.length * backgroundRows);
  const rows: HybridRow[] = [];
  for (let row = 0; row < backgroundRows; row += 1) {
    const differing = differingPlayers(setting, players, row, coalitions[0]?.length ?? 1);
    const known = new Map<number | string, number>();
    coalitions.forEach((coalition, c) => {
      const members = coalition.map((word, index) => word & differing[index]!);
      const key = members.length === 1 ? members[0]! : members.join();
      let slot = known.get(key);
      if (slot === undefined) {
        slot = rows.push({ row, members }) - 1;
        known.set(key, slot);
      }
      slots[c * backgroundRows + row] = slot;
    });
  }
  return { rows, slots };
}

function differingPlayers(setting: Setting, players: readonly Player[], row: number, words: number): Coalition {
  const differing = new Uint32Array(words);
  players.forEach((player, index) => {
    if (differs(setting, player, row)) differing[index >>> 5]! |= 1 << (index & 31);
  });
  return differing;
}

async function scoreRows(
  setting: Setting,
  players: readonly Player[],
  rows: readonly HybridRow[],
  space: ScoreSpace,
  done: number,
): Promise<Float64Array> {
  const width = setting.instance.length;
  const { signal, progress } = setting.context;
  const scores = new Float64Array(rows.length);
  const buffer = new Float32Array(Math.min(BATCH_ROWS, rows.length) * width);
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    signal.throwIfAborted();
    const batch = rows.slice(start, start + BATCH_ROWS);
    for (const [index, hybrid] of batch.entries()) {
      fillRow(setting, players, hybrid, buffer.subarray(index * width, (index + 1) * width));
    }
    const found = await setting.predict(buffer.subarray(0, batch.length * width), batch.length, space);
    if (found.length !== batch.length)
      throw new DossierError('model/score-shape', 'the model does not give one score a row');
    scores.set(found, start);
    progress.advance(done + start + batch.length);
  }
  return scores;
}

function fillRow(
  { instance, background }: Setting,
  players: readonly Player[],
  { row, members }: HybridRow,
  into: Float32Array,
): void {
  const width = instance.length;
  into.set(background.subarray(row * width, (row + 1) * width));
  players.forEach((player, index) => {
    if (!isMember(members, index)) return;
    for (const column of player.columns) into[column] = instance[column]!;
  });
}
