import type { LinearSum, TreeSum } from '../../core/exact-model.ts';
import { compensatedSum } from '../../numeric/compensated-sum.ts';
import { type Ensemble, notExact } from './ensemble.ts';
import type { ScoreColumn, Summing, Term } from './score-terms.ts';

/** One sum of the columns of one tensor. */
export interface ExactSum {
  sum: LinearSum | TreeSum;
  /** The tensor whose columns it reads. */
  features: string;
  /** The operators that make it, in words. */
  operators: string;
}

/** @throws DossierError model/not-exact when trees and linear terms, or columns of several tensors, are mixed */
export function exactSum({ constant, terms }: ScoreColumn): ExactSum {
  const [first] = terms;
  if (first === undefined) throw notExact('the score is a constant');
  if (terms.some(({ node }) => node.features !== first.node.features))
    throw notExact('its sums are of columns of different tensors');
  const operators = [...new Set(terms.map(({ node }) => node.operator))].sort().join(' and ');
  const about = { features: first.node.features, operators };
  const kinds = new Set(terms.map(({ node }) => node.sums.kind));
  if (kinds.size > 1) throw notExact('it adds trees and linear terms');
  return { ...about, sum: kinds.has('linear') ? linearSum(constant, terms) : treeSum(constant, terms) };
}

function linearSum(intercept: number, terms: readonly Term[]): LinearSum {
  const rows = terms.flatMap(({ coefficient, node, sum }) => {
    const row = node.sums.kind === 'linear' ? node.sums.coefficients[sum] : undefined;
    return row === undefined ? [] : [row.map((each) => coefficient * each)];
  });
  const width = rows[0]?.length ?? 0;
  const coefficients = Float64Array.from({ length: width }, (_, i) => compensatedSum(rows.map((row) => row[i] ?? 0)));
  return { kind: 'linear', intercept, coefficients };
}

/** The trees of all terms, one after the other; those that add 0 everywhere are left out. */
function treeSum(base: number, terms: readonly Term[]): TreeSum {
  const parts = [...new Set(terms.map(({ node }) => node))].flatMap((node) =>
    node.sums.kind === 'trees'
      ? [{ ensemble: node.sums.ensemble, values: leafValues(node.sums.ensemble, node, terms) }]
      : [],
  );
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((count, { values }) => count + values.length, 0));
  const shifted = (of: (trees: Ensemble['trees']) => Int32Array): Int32Array =>
    Int32Array.from(
      parts.flatMap(({ ensemble }, index) => Array.from(of(ensemble.trees), (at) => at + (starts[index] ?? 0))),
    );
  const joined = (of: (part: (typeof parts)[number]) => ArrayLike<number>): number[] =>
    parts.flatMap((part) => Array.from(of(part)));
  const values = Float64Array.from(joined((part) => part.values));
  const trees = {
    features: Int32Array.from(joined(({ ensemble }) => ensemble.trees.features)),
    whenTrue: shifted((each) => each.whenTrue),
    whenFalse: shifted((each) => each.whenFalse),
  };
  return {
    ...{ kind: 'trees', base, values },
    ...trees,
    roots: shifted((each) => each.roots).filter((root) => addsAnything(root, values, trees)),
    modes: Uint8Array.from(joined(({ ensemble }) => ensemble.trees.modes)),
    thresholds: Float64Array.from(joined(({ ensemble }) => ensemble.trees.thresholds)),
    missingIsTrue: Uint8Array.from(joined(({ ensemble }) => ensemble.trees.missingIsTrue)),
    members: new Map(
      parts.flatMap(({ ensemble }, index) =>
        [...ensemble.trees.members].map(([node, set]) => [node + (starts[index] ?? 0), set] as const),
      ),
    ),
  };
}

function leafValues({ weights, sums, trees }: Ensemble, node: Summing, terms: readonly Term[]): Float64Array {
  const own = terms.filter((term) => term.node === node);
  return Float64Array.from(trees.features, (_, at) =>
    own.reduce((value, { coefficient, sum }) => value + coefficient * (weights[at * sums + sum] ?? 0), 0),
  );
}

function addsAnything(
  root: number,
  values: Float64Array,
  { features, whenTrue, whenFalse }: Pick<TreeSum, 'features' | 'whenTrue' | 'whenFalse'>,
): boolean {
  const ahead = [root];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (values[node] !== 0 && (features[node] ?? -1) < 0) return true;
    if ((features[node] ?? -1) >= 0) ahead.push(whenTrue[node] ?? -1, whenFalse[node] ?? -1);
  }
  return false;
}
