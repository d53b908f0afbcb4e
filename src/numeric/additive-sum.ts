import type { AdditiveModel, TreeEnsemble } from '../core/additive-model.ts';

/**
 * The node to which a value leads from `node`, as ONNX Runtime branches: a value passes when its comparison holds or
 * when it is missing and missing values pass. A missing value differs from every threshold, so `neq` always holds.
 */
export function branch(ensemble: TreeEnsemble, node: number, value: number): number {
  const passes =
    holds(ensemble.comparison[node]!, value, ensemble.threshold[node]!) ||
    (ensemble.missingPasses[node] === 1 && Number.isNaN(value));
  return passes ? ensemble.pass[node]! : ensemble.fail[node]!;
}

/** Whether a value compares with a threshold, by the number of COMPARISONS. */
function holds(comparison: number, value: number, threshold: number): boolean {
  switch (comparison) {
    case 0:
      return value <= threshold;
    case 1:
      return value < threshold;
    case 2:
      return value >= threshold;
    case 3:
      return value > threshold;
    case 4:
      return value === threshold;
    default:
      return value !== threshold;
  }
}

/**
 * The scores that a structure gives: the base and one leaf of each tree, or the intercept and inputs times coefficients.
 * @param derived - row-major [n, derived inputs]
 * @returns [n]
 */
export function structureSums(structure: AdditiveModel['structure'], derived: Float64Array, n: number): Float64Array {
  const width = n === 0 ? 0 : derived.length / n;
  return Float64Array.from({ length: n }, (_, row) => {
    const inputs = derived.subarray(row * width, (row + 1) * width);
    if (structure.kind === 'tree-ensemble') return ensembleSum(structure, inputs);
    return structure.coefficients.reduce((sum, coefficient, k) => sum + coefficient * inputs[k]!, structure.intercept);
  });
}

function ensembleSum(ensemble: TreeEnsemble, inputs: Float64Array): number {
  const { roots, input, leaf } = ensemble;
  let sum = ensemble.base;
  for (const root of roots) {
    let node = root;
    for (let column = input[node]!; column >= 0; column = input[node]!) node = branch(ensemble, node, inputs[column]!);
    sum += leaf[node]!;
  }
  return sum;
}
