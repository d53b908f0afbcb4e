import { BRANCH } from '../../core/exact-model.ts';
import { integerAttribute, tensorAttribute } from '../attribute-values.ts';
import { integersAttribute, type OnnxNode } from '../onnx-model.ts';
import { type Ensemble, ensembleOf, notExact } from './ensemble.ts';

const AGGREGATE = { average: 0, sum: 1 };

/**
 * The trees of a TreeEnsemble of ai.onnx.ml 5, without post-transform. Leaves are listed apart from nodes; here they
 * follow them.
 *
 * @throws DossierError model/not-exact
 * @see https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsemble.html
 */
export function tensorEnsemble(node: OnnxNode): Ensemble {
  const list = (name: string): number[] => integersAttribute(node, name);
  const inner = list('nodes_featureids');
  const targets = list('leaf_targetids');
  const weights = tensorOf(node, 'leaf_weights');
  const modes = Uint8Array.from(tensorOf(node, 'nodes_modes'));
  const odd = modes.find((mode) => mode > BRANCH.member);
  if (odd !== undefined) throw notExact(`a node compares in the way ${odd}, which is not read here`);
  const missing = list('nodes_missing_value_tracks_true');
  const count = inner.length + targets.length;
  const splits = tensorOf(node, 'nodes_splits');
  const child = (branch: 'true' | 'false'): Int32Array => {
    const isLeaf = list(`nodes_${branch}leafs`);
    const ids = list(`nodes_${branch}nodeids`).map((id, at) => (isLeaf[at] === 1 ? inner.length + id : id));
    return Int32Array.from({ length: count }, (_, at) => ids[at] ?? -1);
  };
  const roots = list('tree_roots');
  const trees: Ensemble['trees'] = {
    roots: Int32Array.from(roots),
    features: Int32Array.from({ length: count }, (_, at) => inner[at] ?? -1),
    modes: Uint8Array.from({ length: count }, (_, at) => modes[at] ?? 0),
    thresholds: Float64Array.from({ length: count }, (_, at) => splits[at] ?? 0),
    missingIsTrue: Uint8Array.from({ length: count }, (_, at) => missing[at] ?? 0),
    whenTrue: child('true'),
    whenFalse: child('false'),
    members: membersOf(node, modes),
  };
  const votes = targets.map((sum, at) => ({ node: inner.length + at, sum, weight: weights[at] ?? Number.NaN }));
  return ensembleOf(withSingleLeaves(trees), votes, {
    sums: integerAttribute(node, 'n_targets') ?? 1,
    divisor: divisorOf(node, roots.length),
  });
}

function tensorOf(node: OnnxNode, name: string): Float64Array {
  return tensorAttribute(node, name)?.values ?? new Float64Array(0);
}

/** A tree of one leaf is written as a node whose two branches name that leaf: here the tree begins at the leaf. */
function withSingleLeaves(trees: Ensemble['trees']): Ensemble['trees'] {
  const roots = trees.roots.map((root) =>
    trees.whenTrue[root] === trees.whenFalse[root] ? (trees.whenTrue[root] ?? -1) : root,
  );
  return { ...trees, roots };
}

/** The sets of the nodes that ask for membership, in the order of these nodes; NaN ends each. */
function membersOf(node: OnnxNode, modes: Uint8Array): ReadonlyMap<number, ReadonlySet<number>> {
  const sets: Set<number>[] = [new Set()];
  for (const value of tensorOf(node, 'membership_values')) {
    if (Number.isNaN(value)) sets.push(new Set());
    else sets.at(-1)?.add(value);
  }
  const asking = Array.from(modes.keys()).filter((at) => modes[at] === BRANCH.member);
  return new Map(asking.map((at, index) => [at, sets[index] ?? new Set()]));
}

/** @throws DossierError model/not-exact for MIN and MAX, which are no sums */
function divisorOf(node: OnnxNode, trees: number): number {
  const aggregate = integerAttribute(node, 'aggregate_function') ?? AGGREGATE.sum;
  if (aggregate === AGGREGATE.sum) return 1;
  if (aggregate === AGGREGATE.average) return trees;
  throw notExact('its trees are joined by a minimum or a maximum, which is no sum');
}
