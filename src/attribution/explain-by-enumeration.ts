import { attributeExactly } from './attribute-game.ts';
import { allCoalitions } from './coalition.ts';
import { checkExact } from './cross-check.ts';
import type { Played } from './explain-by-sampling.ts';
import { differs, openGame } from './game.ts';
import { identity } from './link.ts';
import { nextStep } from './next-step.ts';
import { pairCount } from './paired-design.ts';
import type { Player } from './players.ts';
import { heldRows, type Question } from './question.ts';
import { PRECISE, precisionOf } from './stop-rule.ts';

/** Bounds of memory for enumeration: coalitions, and coalitions times background rows. */
const MOST_COALITIONS = 2 ** 18;
const MOST_CELLS = 10_000_000;

/**
 * Background rows against which all coalitions can be played within the row budget and memory.
 * @returns at most those at hand
 */
export function rowsWithinReach(question: Question, varying: readonly Player[]): number {
  const coalitions = 2 ** varying.length;
  if (coalitions > MOST_COALITIONS) return 0;
  const most = Math.min(heldRows(question), Math.floor(MOST_CELLS / coalitions));
  let spent = 0;
  for (let row = 0; row < most; row += 1) {
    spent += rowsAgainst(question, varying, row);
    if (spent > question.rowBudget) return row;
  }
  return most;
}

/** Rows to score when every coalition is played: against each background row, only differing players matter. */
export function rowsOfEnumeration(question: Question, varying: readonly Player[]): number {
  let rows = 0;
  for (let row = 0; row < question.backgroundRows; row += 1) rows += rowsAgainst(question, varying, row);
  return rows;
}

function rowsAgainst(question: Question, varying: readonly Player[], row: number): number {
  return 2 ** varying.filter((player) => differs(question, player, row)).length;
}

/**
 * Attributes over all coalitions, so that drawing the background is the only doubt; rows in reserve are used while it
 * is worth while.
 * @param reach - background rows within reach, no fewer than those to begin with
 */
export async function explainByEnumeration(
  question: Question,
  varying: readonly Player[],
  reach: number,
): Promise<Played> {
  const m = varying.length;
  const { poolRows, rowBudget, link = identity, adverseIsHigh = true, precision: bar = PRECISE } = question;
  const open = openGame(question, varying);
  const pairs = m === 0 ? 0 : pairCount(m);
  let { backgroundRows } = question;
  for (;;) {
    const game = await open.play(allCoalitions(m), backgroundRows);
    const found = game.spaces.map((space) => ({ space, ...attributeExactly(game, space, { m, poolRows, link }) }));
    const leading = found[0]!;
    const standing = {
      pairs,
      backgroundRows,
      left: Number.POSITIVE_INFINITY,
      heldRows: reach,
      adverseIsHigh,
      precision: bar,
    };
    const next = m === 0 ? 'exhausted' : nextStep(leading, standing);
    if (typeof next === 'object') {
      backgroundRows = next.backgroundRows;
      continue;
    }
    const stopped = next === 'exhausted' && reach < heldRows(question) ? 'budget' : next;
    const precision = precisionOf(leading.values, leading.covariance, { ...leading, adverseIsHigh });
    return {
      ...{ game, found },
      effort: { rowBudget, pairs, backgroundRows, ...precision, stopped },
      crossChecks: m < 2 ? [] : found.flatMap((each) => checkExact(each.space, m, each, question.seed)),
    };
  }
}
