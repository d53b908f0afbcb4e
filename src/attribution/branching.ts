import { BRANCH, type TreeSum } from '../core/exact-model.ts';
import { goesTrue } from '../numeric/goes-true.ts';
import type { TreeGame } from './tree-game.ts';

/** Comparisons that are one operator of JavaScript, whatever the value; all others are left to `goesTrue`. */
export const TEST = { leq: 0, lt: 1, gt: 2, gte: 3, other: 4 } as const;

/** The nodes of trees as one instance meets them. */
export interface Branching {
  /** [nodes]: one of TEST. */
  tests: Uint8Array;
  /** [nodes]: 1 where the test holds for values that take the branch of the instance. */
  held: Uint8Array;
  /** [nodes]: the node to which the instance goes, and the other one. */
  along: Int32Array;
  aside: Int32Array;
  /** [nodes]: the player who decides; -1 at a leaf. */
  players: Int32Array;
  /** [nodes]: 1 where the same player decides again further down. */
  again: Uint8Array;
  /** The most nodes from a root to a leaf. */
  depth: number;
}

export function branching({ trees, instance, players }: Pick<TreeGame, 'trees' | 'instance' | 'players'>): Branching {
  const count = trees.features.length;
  const found = {
    tests: new Uint8Array(count),
    held: new Uint8Array(count),
    along: new Int32Array(count),
    aside: new Int32Array(count),
    players: Int32Array.from(trees.features, (feature) => (feature < 0 ? -1 : players[feature]!)),
  };
  for (let node = 0; node < count; node += 1) {
    const feature = trees.features[node]!;
    if (feature < 0) continue;
    const isTrue = goesTrue(trees, node, instance[feature]!);
    const { test, negated } = testOf(trees.modes[node]!, trees.missingIsTrue[node] === 1);
    found.tests[node] = test;
    found.held[node] = isTrue === negated ? 0 : 1;
    found.along[node] = isTrue ? trees.whenTrue[node]! : trees.whenFalse[node]!;
    found.aside[node] = isTrue ? trees.whenFalse[node]! : trees.whenTrue[node]!;
  }
  return { ...found, ...shapeOf(trees, found.players) };
}

/** Where missing values go true, the opposite comparison is negated: it fails for NaN. */
function testOf(mode: number, missingIsTrue: boolean): { test: number; negated: boolean } {
  switch (mode) {
    case BRANCH.leq:
      return missingIsTrue ? { test: TEST.gt, negated: true } : { test: TEST.leq, negated: false };
    case BRANCH.lt:
      return missingIsTrue ? { test: TEST.gte, negated: true } : { test: TEST.lt, negated: false };
    case BRANCH.gte:
      return missingIsTrue ? { test: TEST.lt, negated: true } : { test: TEST.gte, negated: false };
    case BRANCH.gt:
      return missingIsTrue ? { test: TEST.leq, negated: true } : { test: TEST.gt, negated: false };
    default:
      return { test: TEST.other, negated: false };
  }
}

/** The longest path, and which nodes' players decide again below; each path is gone down once. */
function shapeOf(trees: TreeSum, players: Int32Array): { again: Uint8Array; depth: number } {
  const again = new Uint8Array(players.length);
  const above = new Map<number, number>();
  let deepest = 0;
  const visit = (node: number, depth: number): void => {
    deepest = Math.max(deepest, depth);
    const player = players[node]!;
    if (player < 0) return;
    const last = above.get(player);
    if (last !== undefined) again[last] = 1;
    above.set(player, node);
    visit(trees.whenTrue[node]!, depth + 1);
    visit(trees.whenFalse[node]!, depth + 1);
    if (last === undefined) above.delete(player);
    else above.set(player, last);
  };
  for (const root of trees.roots) visit(root, 0);
  return { again, depth: deepest };
}
