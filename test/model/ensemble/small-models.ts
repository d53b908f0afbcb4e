import type { Split, Tree } from '../../_support/small-trees.ts';
import { type TinyNode, tinyOnnx } from '../../_support/tiny-onnx.ts';

type Attribute = NonNullable<TinyNode['attributes']>[number];

/** A leaf's votes: class or target, and weight. */
export type Votes = readonly (readonly [sum: number, weight: number])[];

const MODES = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ'];

export interface Listed {
  trees: readonly Tree[];
  /** What the leaves of a tree vote, by the number written at the leaf. The number itself for sum 0 when absent. */
  votes?: (leaf: number) => Votes;
  doubles?: boolean;
}

/** The attributes of TreeEnsembleClassifier and TreeEnsembleRegressor that describe trees. */
function listedTrees(
  kind: 'class' | 'target',
  { trees, votes = (leaf) => [[0, leaf]], doubles = false }: Listed,
): Attribute[] {
  const rows: { tree: number; id: number; node: Tree; branches: [number, number] }[] = [];
  const lay = (node: Tree, tree: number, next: { id: number }): number => {
    const id = next.id;
    next.id += 1;
    const row = { tree, id, node, branches: [0, 0] as [number, number] };
    rows.push(row);
    if (typeof node !== 'number') row.branches = [lay(node.whenTrue, tree, next), lay(node.whenFalse, tree, next)];
    return id;
  };
  for (const [index, tree] of trees.entries()) lay(tree, index, { id: 0 });
  const ints = (name: string, of: (row: (typeof rows)[number]) => number): Attribute => ({ name, ints: rows.map(of) });
  const split = (read: (node: Split) => number) => (row: (typeof rows)[number]) =>
    typeof row.node === 'number' ? 0 : read(row.node);
  const cast = rows.flatMap(({ tree, id, node }) =>
    typeof node === 'number' ? votes(node).map(([sum, weight]) => ({ tree, id, sum, weight })) : [],
  );
  const numbers = (name: string, values: number[]): Attribute =>
    doubles
      ? { name: `${name}_as_tensor`, tensor: { name, shape: [values.length], values, elementType: 11 } }
      : { name, floats: values };
  return [
    ints('nodes_treeids', ({ tree }) => tree),
    ints('nodes_nodeids', ({ id }) => id),
    ints(
      'nodes_featureids',
      split(({ feature }) => feature),
    ),
    numbers('nodes_values', rows.map(split(({ threshold }) => threshold))),
    {
      name: 'nodes_modes',
      texts: rows.map(({ node }) => (typeof node === 'number' ? 'LEAF' : MODES[node.mode ?? 0]!)),
    },
    ints('nodes_truenodeids', ({ branches }) => branches[0]),
    ints('nodes_falsenodeids', ({ branches }) => branches[1]),
    ints(
      'nodes_missing_value_tracks_true',
      split(({ missingIsTrue = false }) => Number(missingIsTrue)),
    ),
    { name: `${kind}_treeids`, ints: cast.map(({ tree }) => tree) },
    { name: `${kind}_nodeids`, ints: cast.map(({ id }) => id) },
    { name: `${kind}_ids`, ints: cast.map(({ sum }) => sum) },
    numbers(
      `${kind}_weights`,
      cast.map(({ weight }) => weight),
    ),
  ];
}

/** A model of a tree regressor and, if given, nodes around it. */
export function treeRegressor(listed: Listed, width: number, more: Attribute[] = []): Uint8Array {
  const elementType = listed.doubles === true ? 11 : 1;
  return tinyOnnx({
    inputs: [{ name: 'input', width, elementType }],
    outputs: [{ name: 'score' }],
    nodes: [
      {
        ...{ operator: 'TreeEnsembleRegressor', domain: 'ai.onnx.ml', inputs: ['input'], outputs: ['score'] },
        attributes: [...listedTrees('target', listed), { name: 'n_targets', int: 1 }, ...more],
      },
    ],
    ml: 3,
  });
}

export interface Classifying extends Listed {
  postTransform?: string;
  base?: number[];
  labels?: number;
}

/** A model of a tree classifier that gives a tensor of scores. */
export function treeClassifier(
  { postTransform = 'NONE', base = [], labels = 2, ...listed }: Classifying,
  width: number,
): Uint8Array {
  return tinyOnnx({
    inputs: [{ name: 'input', width }],
    outputs: [{ name: 'label', elementType: 7 }, { name: 'scores' }],
    nodes: [
      {
        ...{
          operator: 'TreeEnsembleClassifier',
          domain: 'ai.onnx.ml',
          inputs: ['input'],
          outputs: ['label', 'scores'],
        },
        attributes: [
          ...listedTrees('class', listed),
          { name: 'classlabels_int64s', ints: Array.from({ length: labels }, (_, label) => label) },
          { name: 'post_transform', text: postTransform },
          ...(base.length === 0 ? [] : [{ name: 'base_values', floats: base }]),
        ],
      },
    ],
    ml: 3,
  });
}
