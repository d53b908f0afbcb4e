import { logPoissonDensity } from './saddle-point.ts';

const TINY = 1e-300;
const MOST_TERMS = 100_000;

/**
 * The upper tail of the chi-square distribution, P(X > x), formed directly and not as 1 - CDF.
 *
 *     Q(a, y) = Gamma(a, y) / Gamma(a),   a = df / 2, y = x / 2
 *
 * @param x - the statistic, 0 or more
 * @param df - degrees of freedom, above 0
 * @returns a probability; relative error below 1e-10 down to 1e-300, never 0: beyond that the smallest double
 * @see Abramowitz & Stegun 1964, 26.4.19, 6.5.29 and 6.5.31
 * @example chiSquareSurvival(3.841458820694124, 1); // 0.05
 */
export function chiSquareSurvival(x: number, df: number): number {
  if (x <= 0) return 1;
  return Math.max(Number.MIN_VALUE, upperGamma(df / 2, x / 2));
}

function upperGamma(a: number, y: number): number {
  const density = a * Math.exp(logPoissonDensity(a, y));
  if (y < a + 1) return 1 - density * lowerSeries(a, y);
  return Math.exp(Math.log(a) + logPoissonDensity(a, y) + Math.log(upperFraction(a, y)));
}

/** P(a, y) / (y^a e^-y / Gamma(a)). */
function lowerSeries(a: number, y: number): number {
  let term = 1 / a;
  let sum = term;
  for (let i = 1; i < MOST_TERMS && term > sum * 1e-17; i += 1) {
    term *= y / (a + i);
    sum += term;
  }
  return sum;
}

/** Q(a, y) / (y^a e^-y / Gamma(a)), by Lentz's method. */
function upperFraction(a: number, y: number): number {
  let b = y + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < MOST_TERMS; i += 1) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return h;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
