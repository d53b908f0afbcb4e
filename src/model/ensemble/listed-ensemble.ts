import { BRANCH } from '../../core/exact-model.ts';
import { floatsAttribute, integerAttribute, tensorAttribute } from '../attribute-values.ts';
import { integersAttribute, type OnnxNode, textAttribute, textsAttribute } from '../onnx-model.ts';
import { type Ensemble, ensembleOf, notExact, type Vote } from './ensemble.ts';

const MODES: Readonly<Record<string, number>> = {
  BRANCH_LEQ: BRANCH.leq,
  BRANCH_LT: BRANCH.lt,
  BRANCH_GTE: BRANCH.gte,
  BRANCH_GT: BRANCH.gt,
  BRANCH_EQ: BRANCH.eq,
  BRANCH_NEQ: BRANCH.neq,
};

/**
 * The trees of a TreeEnsembleClassifier or TreeEnsembleRegressor of ai.onnx.ml 1 to 4, without base values and
 * post-transform. A tree begins at the node of its id that is listed first.
 *
 * @throws DossierError model/not-exact
 * @see https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsembleRegressor.html
 */
export function listedEnsemble(node: OnnxNode): Ensemble {
  const list = (name: string): number[] => integersAttribute(node, name);
  const [treeIds, nodeIds] = [list('nodes_treeids'), list('nodes_nodeids')];
  const place = new Map(treeIds.map((tree, at) => [keyOf(tree, nodeIds[at]), at]));
  if (place.size !== treeIds.length) throw notExact('two nodes of a tree have the same id');
  const modes = textsAttribute(node, 'nodes_modes');
  const missing = list('nodes_missing_value_tracks_true');
  const child = (ids: number[]): Int32Array =>
    Int32Array.from(ids, (id, at) => place.get(keyOf(treeIds[at] ?? -1, id)) ?? -1);
  const features = list('nodes_featureids');
  const firsts = new Map(treeIds.map((tree, at) => [tree, at] as const).reverse());
  const trees: Ensemble['trees'] = {
    roots: Int32Array.from([...firsts.values()].sort((one, other) => one - other)),
    features: Int32Array.from(modes, (mode, at) => (mode === 'LEAF' ? -1 : (features[at] ?? -1))),
    modes: Uint8Array.from(modes, (mode) => modeOf(mode)),
    thresholds: numbersAttribute(node, 'nodes_values'),
    missingIsTrue: Uint8Array.from(modes, (_, at) => missing[at] ?? 0),
    whenTrue: child(list('nodes_truenodeids')),
    whenFalse: child(list('nodes_falsenodeids')),
    members: new Map(),
  };
  return ensembleOf(trees, votesOf(node, place), {
    sums: sumsOf(node),
    divisor: divisorOf(node, trees.roots.length),
  });
}

function keyOf(tree: number, node: number | undefined): number {
  return tree * 2 ** 31 + (node ?? -1);
}

function modeOf(mode: string): number {
  const found = mode === 'LEAF' ? 0 : MODES[mode];
  if (found === undefined) throw notExact(`a node compares in the way ${mode}, which is not read here`);
  return found;
}

/** A list of floats, or the tensor of doubles that may stand in its place. */
export function numbersAttribute(node: OnnxNode, name: string): Float64Array {
  return tensorAttribute(node, `${name}_as_tensor`)?.values ?? floatsAttribute(node, name);
}

function votesOf(node: OnnxNode, place: ReadonlyMap<number, number>): Vote[] {
  const kind = node.operator === 'TreeEnsembleClassifier' ? 'class' : 'target';
  const [trees, nodes, sums] = ['treeids', 'nodeids', 'ids'].map((name) => integersAttribute(node, `${kind}_${name}`));
  const weights = numbersAttribute(node, `${kind}_weights`);
  return Array.from(weights, (weight, at) => ({
    node: place.get(keyOf(trees?.[at] ?? -1, nodes?.[at])) ?? -1,
    sum: sums?.[at] ?? -1,
    weight,
  }));
}

function sumsOf(node: OnnxNode): number {
  if (node.operator === 'TreeEnsembleRegressor') return integerAttribute(node, 'n_targets') ?? 1;
  return textsAttribute(node, 'classlabels_strings').length + integersAttribute(node, 'classlabels_int64s').length;
}

/** @throws DossierError model/not-exact for MIN and MAX, which are no sums */
function divisorOf(node: OnnxNode, trees: number): number {
  const aggregate = textAttribute(node, 'aggregate_function') ?? 'SUM';
  if (aggregate !== 'SUM' && aggregate !== 'AVERAGE')
    throw notExact(`its trees are joined by ${aggregate}, which is no sum`);
  return aggregate === 'SUM' ? 1 : trees;
}
