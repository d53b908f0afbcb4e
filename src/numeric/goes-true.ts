import { BRANCH, type TreeSum } from '../core/exact-model.ts';

/**
 * Whether a value takes the true branch of a node, as ONNX Runtime decides it: the comparison holds, or the value is
 * missing and the node sends missing values there. NaN differs from every threshold, so that it takes the true branch of
 * `neq` whatever the node says of missing values.
 *
 * @see https://github.com/microsoft/onnxruntime, onnxruntime/core/providers/cpu/ml/tree_ensemble_common.h
 */
export function goesTrue(trees: Omit<TreeSum, 'kind' | 'base' | 'values'>, node: number, value: number): boolean {
  if (Number.isNaN(value) && trees.missingIsTrue[node] === 1) return true;
  const threshold = trees.thresholds[node]!;
  switch (trees.modes[node]) {
    case BRANCH.leq:
      return value <= threshold;
    case BRANCH.lt:
      return value < threshold;
    case BRANCH.gte:
      return value >= threshold;
    case BRANCH.gt:
      return value > threshold;
    case BRANCH.eq:
      return value === threshold;
    case BRANCH.neq:
      return value !== threshold;
    default:
      return !Number.isNaN(value) && trees.members.get(node)?.has(value) === true;
  }
}
