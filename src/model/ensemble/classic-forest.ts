import { COMPARISONS } from '../../core/additive-model.ts';
import { integersOfNode, numbersOfNode, textsOfNode } from '../node-attributes.ts';
import { type OnnxNode, textAttribute } from '../onnx-model.ts';
import { checkTrees, type Forest, Undecodable } from './forest.ts';

/**
 * Reads a TreeEnsembleClassifier or TreeEnsembleRegressor of ai.onnx.ml versions 1 to 4: parallel arrays by node, in
 * which the first node of a tree is its root, and a list of votes by leaf.
 * @throws Undecodable
 */
export function classicForest(node: OnnxNode): Forest {
  const treeIds = integersOfNode(node, 'nodes_treeids');
  const nodeIds = integersOfNode(node, 'nodes_nodeids');
  const modes = textsOfNode(node, 'nodes_modes');
  const index = new Map(treeIds.map((tree, at) => [`${tree} ${nodeIds[at]}`, at]));
  if (index.size !== treeIds.length || modes.length !== treeIds.length) throw new Undecodable('nodes are named twice');
  const child = (name: string): number[] => {
    const ids = integersOfNode(node, name);
    return treeIds.map((tree, at) => (modes[at] === 'LEAF' ? at : (index.get(`${tree} ${ids[at]}`) ?? -1)));
  };
  const columns = integersOfNode(node, 'nodes_featureids');
  const missing = integersOfNode(node, 'nodes_missing_value_tracks_true');
  const first = new Map<number, number>();
  treeIds.forEach((tree, at) => {
    if (!first.has(tree)) first.set(tree, at);
  });
  const trees = {
    roots: [...first.values()],
    column: modes.map((mode, at) => (mode === 'LEAF' ? -1 : (columns[at] ?? -1))),
    pass: child('nodes_truenodeids'),
    fail: child('nodes_falsenodeids'),
  };
  checkTrees(trees);
  return {
    ...trees,
    ...votesOf(node, index),
    comparison: modes.map(comparisonOf),
    threshold: [...numbersOfNode(node, 'nodes_values')],
    missingPasses: modes.map((_, at) => missing[at] ?? 0),
    divisor: divisorOf(node, trees.roots.length),
  };
}

function comparisonOf(mode: string): number {
  if (mode === 'LEAF') return 0;
  const comparison = COMPARISONS.findIndex((name) => `BRANCH_${name.toUpperCase()}` === mode);
  if (comparison < 0) throw new Undecodable(`a node of mode ${mode}`);
  return comparison;
}

function votesOf(node: OnnxNode, index: ReadonlyMap<string, number>): Pick<Forest, 'votes' | 'targets' | 'base'> {
  const kind = node.operator === 'TreeEnsembleClassifier' ? 'class' : 'target';
  const [trees, nodes, ids] = ['treeids', 'nodeids', 'ids'].map((name) => integersOfNode(node, `${kind}_${name}`));
  const weights = numbersOfNode(node, `${kind}_weights`);
  const votes: Forest['votes'] = new Map();
  weights.forEach((weight, at) => {
    const leaf = index.get(`${trees?.[at]} ${nodes?.[at]}`);
    const target = ids?.[at];
    if (leaf === undefined || target === undefined || target < 0) throw new Undecodable('a vote of no leaf');
    votes.set(leaf, [...(votes.get(leaf) ?? []), { target, weight }]);
  });
  const given = numbersOfNode(node, 'base_values');
  const targets = Math.max(given.length, ...(ids ?? []).map((id) => id + 1), 1);
  // One base value beside several targets belongs to the only one that is voted for.
  const voted = [...new Set(ids)];
  const base = Array.from({ length: targets }, (_, target) => given[target] ?? 0);
  if (given.length === 1 && voted.length === 1 && voted[0] !== undefined && voted[0] > 0) {
    base[voted[0]] = given[0] ?? 0;
    base[0] = 0;
  }
  return { votes, targets, base };
}

function divisorOf(node: OnnxNode, trees: number): number {
  const aggregate = textAttribute(node, 'aggregate_function') ?? 'SUM';
  if (aggregate === 'SUM') return 1;
  if (aggregate === 'AVERAGE') return trees;
  throw new Undecodable(`votes are joined by ${aggregate}, which does not add up`);
}
