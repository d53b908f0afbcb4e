import type { LinearSum, TreeSum } from '../core/exact-model.ts';
import { compensatedSum } from './compensated-sum.ts';
import { goesTrue } from './goes-true.ts';

/**
 * What a sum gives for rows, in float64.
 * @param features - [rows, width], row-major
 * @returns [rows]
 */
export function evaluateSum(sum: LinearSum | TreeSum, features: ArrayLike<number>, rows: number): Float64Array {
  const width = features.length / rows;
  const terms = (start: number): Float64Array =>
    sum.kind === 'linear' ? linearTerms(sum, features, start) : leafValues(sum, features, start);
  return Float64Array.from({ length: rows }, (_, row) => compensatedSum(terms(row * width)));
}

function linearTerms({ intercept, coefficients }: LinearSum, features: ArrayLike<number>, start: number): Float64Array {
  const terms = new Float64Array(coefficients.length + 1);
  terms[0] = intercept;
  for (let i = 0; i < coefficients.length; i += 1) terms[i + 1] = coefficients[i]! * features[start + i]!;
  return terms;
}

function leafValues(trees: TreeSum, features: ArrayLike<number>, start: number): Float64Array {
  const terms = new Float64Array(trees.roots.length + 1);
  terms[0] = trees.base;
  for (let tree = 0; tree < trees.roots.length; tree += 1) {
    let node = trees.roots[tree]!;
    for (let feature = trees.features[node]!; feature >= 0; feature = trees.features[node]!) {
      node = goesTrue(trees, node, features[start + feature]!) ? trees.whenTrue[node]! : trees.whenFalse[node]!;
    }
    terms[tree + 1] = trees.values[node]!;
  }
  return terms;
}
