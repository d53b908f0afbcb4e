import type { TreeSum } from '../../src/core/exact-model.ts';

export type Leaf = number;
/** A node: the feature it reads, how it compares, with what, and what lies beyond either branch. */
export interface Split {
  feature: number;
  mode?: number;
  threshold: number;
  missingIsTrue?: boolean;
  members?: readonly number[];
  whenTrue: Tree;
  whenFalse: Tree;
}
export type Tree = Leaf | Split;

/** Trees as they are written down by hand, laid out as the code under test takes them. */
export function treeSum(trees: readonly Tree[], base = 0): TreeSum {
  const nodes: (Split | Leaf)[] = [];
  const branches: [number, number][] = [];
  const lay = (tree: Tree): number => {
    const at = nodes.push(tree) - 1;
    branches[at] = typeof tree === 'number' ? [0, 0] : [lay(tree.whenTrue), lay(tree.whenFalse)];
    return at;
  };
  const roots = trees.map(lay);
  const of = <T>(read: (split: Split) => T, leaf: T): T[] =>
    nodes.map((node) => (typeof node === 'number' ? leaf : read(node)));
  return {
    kind: 'trees',
    base,
    roots: Int32Array.from(roots),
    features: Int32Array.from(of(({ feature }) => feature, -1)),
    modes: Uint8Array.from(of(({ mode = 0 }) => mode, 0)),
    thresholds: Float64Array.from(of(({ threshold }) => threshold, 0)),
    missingIsTrue: Uint8Array.from(of(({ missingIsTrue = false }) => Number(missingIsTrue), 0)),
    whenTrue: Int32Array.from(branches.map(([one]) => one)),
    whenFalse: Int32Array.from(branches.map(([, other]) => other)),
    values: Float64Array.from(nodes.map((node) => (typeof node === 'number' ? node : 0))),
    members: new Map(
      nodes.flatMap((node, at) =>
        typeof node === 'number' || node.members === undefined ? [] : [[at, new Set(node.members)] as const],
      ),
    ),
  };
}

/** The value of a tree for a row, straight from the rules of ONNX: nothing is shared with the code under test. */
export function scoreOf(tree: Tree, row: readonly number[]): number {
  if (typeof tree === 'number') return tree;
  const { feature, mode = 0, threshold: t, missingIsTrue = false, members = [], whenTrue, whenFalse } = tree;
  const x = row[feature]!;
  const holds = [x <= t, x < t, x >= t, x > t, x === t, x !== t, members.some((each) => each === x)][mode]!;
  return scoreOf(holds || (Number.isNaN(x) && missingIsTrue) ? whenTrue : whenFalse, row);
}
