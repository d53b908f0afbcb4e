import erfc from '@stdlib/math-base-special-erfc';

/**
 * The upper tail of the standard normal distribution, P(Z > z) = erfc(z / sqrt 2) / 2.
 *
 * Formed directly and not as 1 - CDF, which is 0 for every z beyond 8.3.
 *
 * @param z - any real number
 * @returns a probability; relative error below 1e-12 down to 1e-300
 * @see Abramowitz & Stegun 1964, 26.2.29
 * @example normalSurvival(0); // 0.5
 */
export function normalSurvival(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}

/**
 * The two-sided p-value of a standard normal statistic, P(|Z| > |z|) = erfc(|z| / sqrt 2).
 * @returns a probability above 0: where it cannot be told from 0 in doubles (|z| > 38), the smallest double
 * @example twoSidedNormalP(0); // 1
 */
export function twoSidedNormalP(z: number): number {
  return Math.max(erfc(Math.abs(z) / Math.SQRT2), Number.MIN_VALUE);
}
