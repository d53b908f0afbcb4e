import { differenceError } from './rank-probability.ts';

/** The share of the scale of the attributions below which the largest standard error is small, unless told otherwise. */
export const PRECISE = 0.01;
/** The most reasons that are stated. */
const TOP = 4;
/** No scale is taken to be smaller than this share of the score: single-precision models tell no more. */
const LEAST_SCALE = 1e-6;

export interface Precision {
  /** max SE / max(range of the attributions, |full - empty| / m, 1e-6 max(1, |full|)) */
  relativeError: number;
  /** True when each of the four most adverse attributions is two standard errors or more above each of the others. */
  topFourResolved: boolean;
}

/**
 * How precise attributions are.
 * @param values - [m]
 * @param covariance - [m, m]
 * @param about - `full`: the score; `empty`: the base value; `adverseIsHigh`: true when higher scores are adverse
 * @see Covert & Lee 2021, "Improving KernelSHAP", AISTATS, section 3.3, for the first rule
 */
export function precisionOf(
  values: Float64Array,
  covariance: Float64Array,
  { empty, full, adverseIsHigh }: { empty: number; full: number; adverseIsHigh: boolean },
): Precision {
  const m = values.length;
  let largest = 0;
  for (let i = 0; i < m; i += 1) largest = Math.max(largest, covariance[i * m + i]!);
  const range = Math.max(...values) - Math.min(...values);
  const scale = Math.max(range, Math.abs(full - empty) / m, LEAST_SCALE * Math.max(1, Math.abs(full)));
  const adverse = values.map((value) => (adverseIsHigh ? value : -value));
  return { relativeError: Math.sqrt(largest) / scale, topFourResolved: isResolved(adverse, covariance) };
}

function isResolved(adverse: Float64Array, covariance: Float64Array): boolean {
  const m = adverse.length;
  const order = [...adverse.keys()].sort((i, j) => adverse[j]! - adverse[i]!);
  const stated = order.slice(0, TOP).filter((i) => adverse[i]! > 0);
  const others = order.slice(TOP);
  return stated.every((i) =>
    others.every((j) => adverse[i]! - adverse[j]! >= 2 * differenceError(covariance, m, [i, j])),
  );
}

/** The sum of the variances on a diagonal. */
export function totalVariance(covariance: Float64Array, m: number): number {
  let total = 0;
  for (let i = 0; i < m; i += 1) total += covariance[i * m + i]!;
  return total;
}
