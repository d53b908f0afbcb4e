import type { ScoreSpace } from '../core/case.ts';
import { type Coalition, emptyCoalition } from './coalition.ts';
import { RowPlan } from './plan-rows.ts';
import type { Player } from './players.ts';
import { scoreRows } from './score-rows.ts';
import type { Setting } from './setting.ts';

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

/** A game that can be played further. */
export interface OpenGame {
  /**
   * Scores what is not scored yet, equal rows once.
   * @param coalitions - those played before, then new ones
   * @param backgroundRows - no fewer than before
   * @throws DossierError model/non-finite-score, model/score-shape, and what the model throws; the abort reason when
   *   interrupted
   */
  play(coalitions: readonly Coalition[], backgroundRows: number): Promise<Game>;
}

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

export function openGame(setting: Setting, players: readonly Player[]): OpenGame {
  const plan = new RowPlan();
  const scores = new Map<ScoreSpace, Float64Array>(setting.spaces.map((space) => [space, new Float64Array(0)]));
  const differing: Coalition[] = [];
  return {
    async play(coalitions, backgroundRows) {
      setting.context.signal.throwIfAborted();
      while (differing.length < backgroundRows) differing.push(differingFrom(setting, players, differing.length));
      const from = plan.rows;
      plan.extend(coalitions, differing);
      for (const [space, held] of scores) {
        const longer = new Float64Array(plan.rows);
        longer.set(held);
        scores.set(space, longer);
      }
      await scoreRows({ setting, players, coalitions, differing, plan, from, scores });
      return gameOf({ coalitions, backgroundRows, plan, scores, spaces: setting.spaces });
    },
  };
}

/** The players that differ from a background row. */
function differingFrom(setting: Setting, players: readonly Player[], row: number): Coalition {
  const differing = emptyCoalition(players.length);
  for (const [index, player] of players.entries()) {
    if (differs(setting, player, row)) differing[index >>> 5]! |= 1 << (index & 31);
  }
  return differing;
}

function gameOf({
  coalitions,
  backgroundRows,
  plan,
  scores,
  spaces,
}: Pick<Game, 'coalitions' | 'backgroundRows' | 'spaces'> & {
  plan: RowPlan;
  scores: ReadonlyMap<ScoreSpace, Float64Array>;
}): Game {
  const count = coalitions.length;
  return {
    coalitions,
    backgroundRows,
    rowsNeeded: count * backgroundRows,
    rowsScored: plan.rows,
    spaces: spaces.filter((space) => scores.has(space)),
    scoresAgainst(space, j) {
      const held = scores.get(space)!;
      const slots = plan.slotsAgainst(j);
      const against = new Float64Array(count);
      for (let c = 0; c < count; c += 1) against[c] = held[slots[c]!]!;
      return against;
    },
  };
}
