import type { TreeSum } from '../core/exact-model.ts';

/** A row to explain by a sum of trees, and the rows with which it is compared. */
export interface TreeGame {
  trees: TreeSum;
  /** [features] of the row to explain. */
  instance: ArrayLike<number>;
  /** [rows, features], row-major. */
  background: ArrayLike<number>;
  rows: number;
  /** [features]: the player to which each belongs; features of one player change together. */
  players: ArrayLike<number>;
  /** How many players there are. */
  m: number;
}
