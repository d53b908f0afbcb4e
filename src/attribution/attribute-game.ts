import type { ScoreSpace } from '../core/case.ts';
import { compensatedSum } from '../numeric/compensated-sum.ts';
import { backgroundErrors } from './background-error.ts';
import { coalitionWeights, shapleyValues } from './full-enumeration.ts';
import type { Game } from './game.ts';
import type { KernelSolver } from './kernel-shap.ts';

/** Attributions of the players of one game on one scale. */
export interface GameAttribution {
  /** [coalitions]: mean score over the background rows, in the order of the game. */
  worth: Float64Array;
  empty: number;
  full: number;
  /** [m] */
  values: Float64Array;
  /** [m]: of drawing coalitions; 0 where all were played. */
  standardErrors: Float64Array;
  /** [m]: of drawing the background. */
  backgroundErrors: (number | null)[];
}

/** [coalitions]: the worth of each coalition of a game, which is the mean score over the background rows. */
function worthOf(game: Game, space: ScoreSpace): Float64Array {
  const { coalitions, backgroundRows } = game;
  const columns = Array.from({ length: backgroundRows }, (_, j) => game.scoresAgainst(space, j));
  const scores = new Float64Array(backgroundRows);
  return Float64Array.from(coalitions, (_, c) => {
    for (let j = 0; j < backgroundRows; j += 1) scores[j] = columns[j]![c]!;
    return compensatedSum(scores) / backgroundRows;
  });
}

/** Exact attributions, from a game in which coalition k holds the players of the bits of k. */
export function attributeExactly(game: Game, space: ScoreSpace, m: number, poolRows: number): GameAttribution {
  const worth = worthOf(game, space);
  const weights = coalitionWeights(m);
  const byRow = Array.from({ length: game.backgroundRows }, (_, j) =>
    shapleyValues(game.scoresAgainst(space, j), m, weights),
  );
  return {
    worth,
    empty: worth[0]!,
    full: worth[worth.length - 1]!,
    values: meanOf(byRow, m),
    standardErrors: new Float64Array(m),
    backgroundErrors: backgroundErrors(byRow, poolRows),
  };
}

/** Estimated attributions, from a game that plays the empty and the full coalition and then the rows of a design. */
export function attributeBySampling(
  game: Game,
  space: ScoreSpace,
  solver: KernelSolver,
  poolRows: number,
): GameAttribution {
  const worth = worthOf(game, space);
  const [empty = 0, full = 0] = worth;
  const rows = worth.subarray(2);
  const values = solver.solve(rows, empty, full);
  const byRow = Array.from({ length: game.backgroundRows }, (_, j) => {
    const scores = game.scoresAgainst(space, j);
    return solver.solve(scores.subarray(2), scores[0]!, scores[1]!);
  });
  return {
    ...{ worth, empty, full, values },
    standardErrors: solver.standardErrors(rows, empty, values),
    backgroundErrors: backgroundErrors(byRow, poolRows),
  };
}

function meanOf(byRow: readonly Float64Array[], m: number): Float64Array {
  return Float64Array.from({ length: m }, (_, i) => compensatedSum(byRow.map((values) => values[i]!)) / byRow.length);
}
