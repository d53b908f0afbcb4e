import type { Proportion } from '../numeric/proportion.ts';
import type { CountedRate, GroupCounts, GroupMetric } from './define-group-metric.ts';
import { countsOf, type GroupVector } from './group-vectors.ts';

/** What the rates of one group are formed from. */
export interface GroupSums {
  /** Rows. */
  counts: GroupCounts;
  /** Sums of weights and of their squares, where rows have weights. */
  weighted?: { weights: GroupCounts; squares: GroupCounts };
}

export function sumsOf({ rows, weights, squares }: GroupVector): GroupSums {
  const counts = countsOf(rows);
  if (rows.every((n, kind) => n === weights[kind] && n === squares[kind])) return { counts };
  return { counts, weighted: { weights: countsOf(weights), squares: countsOf(squares) } };
}

/** A rate as counted: of rows, or of their weights. */
export function ratedBy(metric: GroupMetric, { counts, weighted }: GroupSums): CountedRate {
  return metric.count(weighted?.weights ?? counts);
}

/**
 * A rate as x of n: of rows in integers; with weights, at the weighted rate, of Kish's effective size of the rows on
 * which it rests, (sum w)^2 / sum w^2.
 */
export function proportionBy(metric: GroupMetric, sums: GroupSums): Proportion {
  const { numerator, denominator } = ratedBy(metric, sums);
  if (sums.weighted === undefined || denominator === 0) return { x: numerator, n: denominator };
  const size = denominator ** 2 / metric.count(sums.weighted.squares).denominator;
  return { x: (numerator / denominator) * size, n: size };
}

/** The variance of a weighted rate R by linearisation, sum w^2 (y - R)^2 / (sum w)^2; null without weights. */
export function linearisedVariance(metric: GroupMetric, { weighted }: GroupSums): number | null {
  if (weighted === undefined) return null;
  const { numerator, denominator } = metric.count(weighted.weights);
  const squares = metric.count(weighted.squares);
  const rate = numerator / denominator;
  const others = squares.denominator - squares.numerator;
  return (squares.numerator * (1 - rate) ** 2 + others * rate ** 2) / denominator ** 2;
}
