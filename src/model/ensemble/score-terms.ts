import type { Ensemble } from './ensemble.ts';

/** A node of the graph that makes sums of the columns of one tensor. */
export interface Summing {
  operator: string;
  /** The tensor whose columns it reads. */
  features: string;
  sums: { kind: 'trees'; ensemble: Ensemble } | { kind: 'linear'; coefficients: Float64Array[] };
}

/** A column of a tensor: constant + sum over terms of coefficient * sum. */
export interface ScoreColumn {
  constant: number;
  terms: Term[];
}

export interface Term {
  coefficient: number;
  node: Summing;
  /** Which of the node's sums. */
  sum: number;
}

export function constantColumn(constant: number): ScoreColumn {
  return { constant, terms: [] };
}

/** constant + sum `sum` of a node. */
export function sumColumn(node: Summing, sum: number, constant = 0): ScoreColumn {
  return { constant, terms: [{ coefficient: 1, node, sum }] };
}

export function scaled({ constant, terms }: ScoreColumn, by: number): ScoreColumn {
  return {
    constant: constant * by,
    terms: terms.map((term) => ({ ...term, coefficient: term.coefficient * by })),
  };
}

export function added(...columns: ScoreColumn[]): ScoreColumn {
  return {
    constant: columns.reduce((sum, { constant }) => sum + constant, 0),
    terms: columns.flatMap(({ terms }) => terms),
  };
}
