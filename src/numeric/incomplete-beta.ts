import { logBinomialDensity } from './saddle-point.ts';

const TINY = 1e-300;
const MOST_TERMS = 100_000;

/**
 * The regularised incomplete beta function I_x(a, b): the chance that a beta variable lies at or below x.
 *
 * @param x - from 0 to 1
 * @param a - above 0
 * @param b - above 0
 * @returns a probability; small values keep their digits
 * @see DLMF 8.17.22, by Lentz's method
 * @example incompleteBeta(0.5, 2, 2); // 0.5
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - part(1 - x, b, a);
  return part(x, a, b);
}

/** x^a (1 - x)^b / (a B(a, b)), times the continued fraction. */
function part(x: number, a: number, b: number): number {
  const front = Math.exp(logBinomialDensity(a, a + b, x)) * (b / (a + b));
  return front * fraction(x, a, b);
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return h;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/**
 * The x with I_x(a, b) = probability, by bisection to the last bit.
 * @param probability - strictly between 0 and 1
 * @example betaQuantile(0.5, 2, 2); // 0.5
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 1100; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (incompleteBeta(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The two-sided p-value of a Student t statistic, I_(df / (df + t^2))(df / 2, 1/2).
 * @param df - degrees of freedom, above 0
 * @returns a probability above 0
 * @see Abramowitz & Stegun 1964, 26.7.1
 */
export function twoSidedStudentP(t: number, df: number): number {
  return Math.max(Number.MIN_VALUE, incompleteBeta(df / (df + t * t), df / 2, 0.5));
}
