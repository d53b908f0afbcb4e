import { criticalZ } from './normal-quantile.ts';

/**
 * The quantile of the standard normal distribution: the z with P(Z <= z) = p.
 * @param p - from 0 to 1; the ends give -Infinity and Infinity
 * @example probit(0.975); // 1.959963984540054
 */
export function probit(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  if (p === 0.5) return 0;
  return p < 0.5 ? -criticalZ(1 - 2 * p) : criticalZ(2 * p - 1);
}
