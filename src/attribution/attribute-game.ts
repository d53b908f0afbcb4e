import type { ScoreSpace } from '../core/case.ts';
import { compensatedSum } from '../numeric/compensated-sum.ts';
import { backgroundCovariance, jackknifeCovariance } from './background-error.ts';
import { coalitionWeights, shapleyValues } from './full-enumeration.ts';
import type { Game } from './game.ts';
import { type KernelSolver, standardErrorsOf } from './kernel-shap.ts';
import type { Link } from './link.ts';

/** Attributions of the players of one game on one scale. */
export interface GameAttribution {
  /** [coalitions]: the link of the mean score over the background rows, in the order of the game. */
  worth: Float64Array;
  empty: number;
  full: number;
  /** [m] */
  values: Float64Array;
  /** [m]: of drawing coalitions; 0 where all were played. */
  standardErrors: Float64Array;
  /** [m]: of drawing the background. */
  backgroundErrors: (number | null)[];
  /** [m, m]: of drawing coalitions. */
  covariance: Float64Array;
  /** [m, m]: of drawing the background; null when it cannot be told. */
  backgroundCovariance: Float64Array | null;
}

/** What is the same for all scales of a game. */
export interface Attributed {
  m: number;
  poolRows: number;
  link: Link;
}

/** Exact attributions, from a game in which coalition k holds the players of the bits of k. */
export function attributeExactly(game: Game, space: ScoreSpace, about: Attributed): GameAttribution {
  const { m } = about;
  const weights = coalitionWeights(m);
  const solve = (worth: Float64Array): Float64Array => shapleyValues(worth, m, weights);
  const { worth, byRow, background } = averaged(game, space, { ...about, solve });
  return {
    ...{ worth, empty: worth[0]!, full: worth[worth.length - 1]! },
    ...{ values: byRow === null ? solve(worth) : meanOf(byRow, m), standardErrors: new Float64Array(m) },
    ...{ covariance: new Float64Array(m * m), backgroundCovariance: background },
    backgroundErrors: rootsOf(background, m),
  };
}

/**
 * Estimated attributions, from a game that plays the empty and the full coalition and then the rows of a design.
 * @param about - `spread`: false leaves out the background error, which costs a solution for each background row
 */
export function attributeBySampling(
  game: Game,
  space: ScoreSpace,
  about: Attributed & { solver: KernelSolver; spread: boolean },
): GameAttribution {
  const { m, solver } = about;
  const solve = (worth: Float64Array): Float64Array => solver.solve(worth.subarray(2), worth[0]!, worth[1]!);
  const { worth, background } = averaged(game, space, { ...about, solve });
  const [empty = 0, full = 0] = worth;
  const values = solve(worth);
  const covariance = solver.covariance(worth.subarray(2), empty, full);
  return {
    ...{ worth, empty, full, values, covariance, backgroundCovariance: background },
    standardErrors: standardErrorsOf(covariance, m),
    backgroundErrors: rootsOf(background, m),
  };
}

interface Averaged {
  worth: Float64Array;
  /** [rows][m]: attributions against each row alone; null where a link makes them no parts of the whole. */
  byRow: Float64Array[] | null;
  background: Float64Array | null;
}

/** The worth of each coalition, and what drawing the background does to the values that `solve` makes of it. */
function averaged(
  game: Game,
  space: ScoreSpace,
  {
    link,
    poolRows,
    solve,
    spread = true,
  }: Attributed & {
    solve: (worth: Float64Array) => Float64Array;
    spread?: boolean;
  },
): Averaged {
  const rows = Array.from({ length: game.backgroundRows }, (_, j) => j);
  const total = totals(game, space);
  const n = rows.length;
  const worth = link.of(total.map((sum) => sum / n));
  if (!spread) return { worth, byRow: null, background: null };
  if (link.straight) {
    const byRow = rows.map((j) => solve(game.scoresAgainst(space, j)));
    return { worth, byRow, background: backgroundCovariance(byRow, poolRows) };
  }
  if (n < 2) return { worth, byRow: null, background: null };
  const without = rows.map((j) => {
    const scores = game.scoresAgainst(space, j);
    return solve(link.of(total.map((sum, c) => (sum - scores[c]!) / (n - 1))));
  });
  return { worth, byRow: null, background: jackknifeCovariance(without, poolRows) };
}

/** [coalitions]: the sums of scores over the background rows, compensated as in `compensatedSum`. */
function totals(game: Game, space: ScoreSpace): Float64Array {
  const count = game.coalitions.length;
  const sums = new Float64Array(count);
  const lost = new Float64Array(count);
  for (let j = 0; j < game.backgroundRows; j += 1) {
    const scores = game.scoresAgainst(space, j);
    for (let c = 0; c < count; c += 1) {
      const sum = sums[c]!;
      const score = scores[c]!;
      const next = sum + score;
      lost[c]! += Math.abs(sum) >= Math.abs(score) ? sum - next + score : score - next + sum;
      sums[c] = next;
    }
  }
  return sums.map((sum, c) => sum + lost[c]!);
}

function meanOf(byRow: readonly Float64Array[], m: number): Float64Array {
  return Float64Array.from({ length: m }, (_, i) => compensatedSum(byRow.map((values) => values[i]!)) / byRow.length);
}

function rootsOf(covariance: Float64Array | null, m: number): (number | null)[] {
  if (covariance === null) return Array.from({ length: m }, () => null);
  return [...standardErrorsOf(covariance, m)];
}
