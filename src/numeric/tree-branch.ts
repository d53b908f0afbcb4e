import type { TreeEnsemble } from '../core/additive-model.ts';

/**
 * The node to which a value leads from `node`, as ONNX Runtime branches: a value passes when its comparison holds or
 * when it is missing and missing values pass. A missing value differs from every threshold, so `neq` always holds.
 */
export function branch({ comparison, threshold, pass, fail, missingPasses }: TreeEnsemble, node: number, value: number): number {
  const t = threshold[node]!;
  let passes: boolean;
  switch (comparison[node]) {
    case 0:
      passes = value <= t;
      break;
    case 1:
      passes = value < t;
      break;
    case 2:
      passes = value >= t;
      break;
    case 3:
      passes = value > t;
      break;
    case 4:
      passes = value === t;
      break;
    default:
      passes = value !== t;
  }
  return passes || (missingPasses[node] === 1 && Number.isNaN(value)) ? pass[node]! : fail[node]!;
}

/** The sum of an ensemble's leaves and its base, for the derived inputs that begin at `offset`. */
export function ensembleSum(ensemble: TreeEnsemble, derived: ArrayLike<number>, offset: number): number {
  const { roots, input, leaf, base } = ensemble;
  let sum = base;
  for (const root of roots) {
    let node = root;
    while (input[node]! >= 0) node = branch(ensemble, node, derived[offset + input[node]!]!);
    sum += leaf[node]!;
  }
  return sum;
}
