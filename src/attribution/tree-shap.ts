import { branching } from './branching.ts';
import type { TreeGame } from './tree-game.ts';
import { TreeWalk } from './tree-walk.ts';

/**
 * Interventional Shapley values of a sum of trees against each background row alone, exactly: the worth of a coalition
 * is the sum for the row whose features are the instance's where they belong to its members, and the background row's
 * elsewhere.
 *
 * @returns [rows, m], row-major, in the unit of the sum; the mean over rows explains against the whole background
 * @see Lundberg et al. 2020, "From local explanations to global understanding with explainable AI for trees", Nature
 *   Machine Intelligence 2, on interventional values by one walk a tree; here of groups, and for many rows at once
 * @example with the tree `x0 <= 0.5 ? 0 : 8`, instance [1] and background [0]: [8]
 */
export function treeShap(game: TreeGame): Float64Array {
  if (game.rows === 0 || game.m === 0) return new Float64Array(0);
  const walk = new TreeWalk(game, branching(game));
  for (const root of game.trees.roots) walk.from(root);
  return walk.found;
}
