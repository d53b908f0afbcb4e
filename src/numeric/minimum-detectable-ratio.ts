import { probit } from './probit.ts';

interface Design {
  /** The rate of the reference group, strictly between 0 and 1. */
  rate: number;
  n: number;
  nReference: number;
  /** Two-sided, e.g. 0.05. */
  significance: number;
  /** The chance to see the gap when it is there, e.g. 0.8. */
  power: number;
}

/**
 * The ratio of rates nearest to 1, and below it, that a two-sided two-proportion z test of this size would see with the
 * given power: gaps that are smaller would go unseen more often.
 *
 *     p2 - r p2 = z(1 - a/2) sqrt(p (1 - p) (1/n1 + 1/n2)) + z(power) sqrt(p1 (1 - p1)/n1 + p2 (1 - p2)/n2),   p1 = r p2
 *
 * @returns null when not even a rate of 0 would be seen
 * @see Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, 3rd ed.
 */
export function minimumDetectableRatio({ rate, n, nReference, significance, power }: Design): number | null {
  const zTest = probit(1 - significance / 2);
  const zPower = probit(power);
  const isSeen = (ratio: number): boolean => {
    const one = ratio * rate;
    const pooled = (one * n + rate * nReference) / (n + nReference);
    const underNull = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / nReference));
    const underGap = Math.sqrt((one * (1 - one)) / n + (rate * (1 - rate)) / nReference);
    return rate - one >= zTest * underNull + zPower * underGap;
  };
  if (!(rate > 0 && rate < 1 && n > 0 && nReference > 0) || !isSeen(0)) return null;
  let seen = 0;
  let unseen = 1;
  for (let step = 0; step < 100; step += 1) {
    const middle = (seen + unseen) / 2;
    if (middle === seen || middle === unseen) break;
    if (isSeen(middle)) seen = middle;
    else unseen = middle;
  }
  return seen;
}
