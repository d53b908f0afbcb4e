import { BRANCH, type TreeSum } from '../../src/core/exact-model.ts';

type Comparison = Exclude<keyof typeof BRANCH, 'member'>;
export const COMPARISONS: readonly Comparison[] = ['leq', 'lt', 'gte', 'gt', 'eq', 'neq'];

/** A tree as a test writes it: a leaf's value, or a test with what follows it. */
export type Tree =
  | number
  | {
      column: number;
      compare: Comparison;
      threshold: number;
      missing?: boolean;
      yes: Tree;
      no: Tree;
    };

export const stump = (column: number, threshold: number): Tree => ({
  column,
  compare: 'leq',
  threshold,
  yes: 0,
  no: 1,
});

/** Lays trees out in arrays. */
export function treeSum(trees: readonly Tree[], base = 0): TreeSum {
  const rows: number[][] = [];
  const place = (tree: Tree): number => {
    const at = rows.push([]) - 1;
    if (typeof tree === 'number') rows[at] = [-1, 0, 0, at, at, 0, tree];
    else {
      const { column, compare, threshold, missing = false, yes, no } = tree;
      rows[at] = [column, BRANCH[compare], threshold, place(yes), place(no), Number(missing), 0];
    }
    return at;
  };
  const roots = Int32Array.from(trees, place);
  const field = (index: number): number[] => rows.map((row) => row[index]!);
  return {
    kind: 'trees',
    base,
    roots,
    features: Int32Array.from(field(0)),
    modes: Uint8Array.from(field(1)),
    thresholds: Float64Array.from(field(2)),
    whenTrue: Int32Array.from(field(3)),
    whenFalse: Int32Array.from(field(4)),
    missingIsTrue: Uint8Array.from(field(5)),
    values: Float64Array.from(field(6)),
    members: new Map(),
  };
}

/** The value of a tree, straight from what its tests say. */
export function walk(tree: Tree, row: readonly number[]): number {
  if (typeof tree === 'number') return tree;
  const value = row[tree.column]!;
  const holds = {
    leq: value <= tree.threshold,
    lt: value < tree.threshold,
    gte: value >= tree.threshold,
    gt: value > tree.threshold,
    eq: value === tree.threshold,
    neq: value !== tree.threshold,
  }[tree.compare];
  return walk(holds || (Number.isNaN(value) && tree.missing === true) ? tree.yes : tree.no, row);
}
