import { type AdditiveModel, COMPARISONS, type TreeEnsemble } from '../../src/core/additive-model.ts';

/** A tree as a test writes it: a leaf's value, or a test with what follows it. */
export type Tree =
  | number
  | {
      column: number;
      compare: (typeof COMPARISONS)[number];
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
export function ensemble(trees: readonly Tree[], base = 0): TreeEnsemble {
  const rows: number[][] = [];
  const place = (tree: Tree): number => {
    const at = rows.push([]) - 1;
    if (typeof tree === 'number') rows[at] = [-1, 0, 0, at, at, 0, tree];
    else {
      const { column, compare, threshold, missing = false, yes, no } = tree;
      rows[at] = [column, COMPARISONS.indexOf(compare), threshold, place(yes), place(no), Number(missing), 0];
    }
    return at;
  };
  const roots = Int32Array.from(trees, place);
  const field = (index: number): number[] => rows.map((row) => row[index]!);
  return {
    kind: 'tree-ensemble',
    roots,
    input: Int32Array.from(field(0)),
    comparison: Uint8Array.from(field(1)),
    threshold: Float64Array.from(field(2)),
    pass: Int32Array.from(field(3)),
    fail: Int32Array.from(field(4)),
    missingPasses: Uint8Array.from(field(5)),
    leaf: Float64Array.from(field(6)),
    base,
  };
}

/** A model of those trees on inputs as they are. */
export function additive(trees: readonly Tree[], width: number, base = 0): AdditiveModel {
  return {
    structure: ensemble(trees, base),
    space: 'probability',
    description: 'TreeEnsemble',
    columns: Int32Array.from({ length: width }, (_, column) => column),
    plain: true,
    derive: (rows) => Float64Array.from(rows),
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
