import { COMPARISONS } from '../../core/additive-model.ts';
import { integerOfNode, integersOfNode, numbersOfNode } from '../node-attributes.ts';
import type { OnnxNode } from '../onnx-model.ts';
import { checkTrees, type Forest, Undecodable } from './forest.ts';

/** How votes are joined, by the operator's number. */
const AVERAGE = 0;
const SUM = 1;

/**
 * Reads a TreeEnsemble of ai.onnx.ml version 5: inner nodes and leaves in arrays of their own. Leaves are numbered
 * after the inner nodes here; a tree that is one leaf is an inner node both of whose branches name it.
 * @throws Undecodable
 */
export function v5Forest(node: OnnxNode): Forest {
  const columns = integersOfNode(node, 'nodes_featureids');
  const modes = integersOfNode(node, 'nodes_modes');
  const inner = columns.length;
  const targets = integersOfNode(node, 'leaf_targetids');
  const weights = numbersOfNode(node, 'leaf_weights');
  const copies: number[] = [];
  const branches = (ids: string, leafFlags: string): number[] => {
    const flags = integersOfNode(node, leafFlags);
    return integersOfNode(node, ids).map((id, at) => {
      if (flags[at] !== 1) return id;
      copies.push(id);
      return inner + copies.length - 1;
    });
  };
  const pass = branches('nodes_truenodeids', 'nodes_trueleafs');
  const fail = branches('nodes_falsenodeids', 'nodes_falseleafs');
  const leaves = copies.map((_, at) => inner + at);
  const missing = integersOfNode(node, 'nodes_missing_value_tracks_true');
  const trees = {
    roots: integersOfNode(node, 'tree_roots'),
    column: [...columns, ...leaves.map(() => -1)],
    pass: [...pass, ...leaves],
    fail: [...fail, ...leaves],
  };
  checkTrees(trees);
  const count = integerOfNode(node, 'n_targets') ?? Math.max(...targets.map((target) => target + 1), 1);
  return {
    ...trees,
    comparison: [...modes.map(comparisonOf), ...leaves.map(() => 0)],
    threshold: [...numbersOfNode(node, 'nodes_splits'), ...leaves.map(() => 0)],
    missingPasses: [...columns.map((_, at) => missing[at] ?? 0), ...leaves.map(() => 0)],
    votes: new Map(
      copies.map((leaf, at) => [inner + at, [{ target: targets[leaf] ?? 0, weight: weights[leaf] ?? 0 }]]),
    ),
    targets: count,
    base: Array.from({ length: count }, () => 0),
    divisor: divisorOf(node, trees.roots.length),
  };
}

/** The operator numbers its comparisons as COMPARISONS does. */
function comparisonOf(mode: number): number {
  if (mode >= COMPARISONS.length) throw new Undecodable('a test of membership in a set');
  return mode;
}

function divisorOf(node: OnnxNode, trees: number): number {
  const aggregate = integerOfNode(node, 'aggregate_function') ?? SUM;
  if (aggregate === SUM) return 1;
  if (aggregate === AVERAGE) return trees;
  throw new Undecodable('votes are joined by a minimum or maximum, which does not add up');
}
