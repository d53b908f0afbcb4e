import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';
import { tinyOnnx } from '../_support/tiny-onnx.ts';

export interface ForestShape {
  inputs: number;
  trees: number;
  depth: number;
  /** True for the probability of class 1 in place of a sum. */
  isClassifier?: boolean;
}

/** The bytes of an ONNX ensemble of complete trees with made-up splits on inputs between 0 and 1. */
export function randomForest({ inputs, trees, depth, isClassifier = false }: ForestShape): Uint8Array {
  const prng = xoshiro128('0123456789abcdef0123456789abcdef');
  const uniform = (): number => prng.next() / 2 ** 32;
  const inner = 2 ** depth - 1;
  const nodes = 2 ** (depth + 1) - 1;
  const each = <T>(of: (node: number, tree: number) => T): T[] =>
    Array.from({ length: trees * nodes }, (_, at) => of(at % nodes, Math.floor(at / nodes)));
  const leaf = isClassifier ? 'class' : 'target';
  const leaves = each((node, tree) => ({ node, tree })).filter(({ node }) => node >= inner);
  return tinyOnnx({
    inputs: [{ name: 'input', width: inputs }],
    outputs: isClassifier ? [{ name: 'label', elementType: 7 }, { name: 'probabilities' }] : [{ name: 'score' }],
    nodes: [
      {
        ...{ domain: 'ai.onnx.ml', inputs: ['input'] },
        ...(isClassifier
          ? { operator: 'TreeEnsembleClassifier', outputs: ['label', 'probabilities'] }
          : { operator: 'TreeEnsembleRegressor', outputs: ['score'] }),
        attributes: [
          ...(isClassifier
            ? [
                { name: 'classlabels_int64s', ints: [0, 1] },
                { name: 'post_transform', text: 'LOGISTIC' },
              ]
            : [{ name: 'n_targets', int: 1 }]),
          { name: 'nodes_treeids', ints: each((_, tree) => tree) },
          { name: 'nodes_nodeids', ints: each((node) => node) },
          { name: 'nodes_featureids', ints: each((node) => (node < inner ? prng.below(inputs) : 0)) },
          { name: 'nodes_values', floats: each((node) => (node < inner ? uniform() : 0)) },
          { name: 'nodes_modes', texts: each((node) => (node < inner ? 'BRANCH_LEQ' : 'LEAF')) },
          { name: 'nodes_truenodeids', ints: each((node) => (node < inner ? 2 * node + 1 : 0)) },
          { name: 'nodes_falsenodeids', ints: each((node) => (node < inner ? 2 * node + 2 : 0)) },
          { name: `${leaf}_treeids`, ints: leaves.map(({ tree }) => tree) },
          { name: `${leaf}_nodeids`, ints: leaves.map(({ node }) => node) },
          { name: `${leaf}_ids`, ints: leaves.map(() => 0) },
          { name: `${leaf}_weights`, floats: leaves.map(() => (uniform() - 0.5) / trees) },
        ],
      },
    ],
  });
}
