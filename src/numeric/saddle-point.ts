const HALF_LOG_TWO_PI = 0.9189385332046728;
/** Stirling's series is exact to doubles from here on; smaller arguments are carried up to it. */
const LARGE = 16;

/**
 * What Stirling's formula leaves out: ln Gamma(x + 1) - [(x + 1/2) ln x - x + ln(2 pi) / 2], for x > 0.
 * @see Loader 2000, "Fast and accurate computation of binomial probabilities"
 */
export function stirlingError(x: number): number {
  if (x >= LARGE) return stirlingSeries(x);
  return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
}

function stirlingSeries(x: number): number {
  const s = 1 / (x * x);
  const tail = 1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360 - s / 156)));
  return (1 / 12 - s * (1 / 360 - s * tail)) / x;
}

/**
 * The logarithm of the gamma function.
 * @param x - above 0
 * @see Abramowitz & Stegun 1964, 6.1.40
 * @example logGamma(5); // 3.1780538303479458
 */
export function logGamma(x: number): number {
  let product = 1;
  let at = x;
  for (; at < LARGE; at += 1) product *= at;
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + stirlingSeries(at) - Math.log(product);
}

/** x ln(x / m) + m - x without cancellation where x is near m. Loader's deviance term. */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j += 1) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/**
 * ln of C(n, k) p^k (1 - p)^(n - k), for real 0 <= k <= n.
 *
 * By the saddle-point expansion, so that large n lose no digits.
 *
 * @param p - from 0 to 1
 * @see Loader 2000
 * @example Math.exp(logBinomialDensity(1, 2, 0.5)); // 0.5
 */
export function logBinomialDensity(k: number, n: number, p: number): number {
  const q = 1 - p;
  if (p === 0) return k === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (q === 0) return k === n ? 0 : Number.NEGATIVE_INFINITY;
  if (k === 0) return n * Math.log1p(-p);
  if (k === n) return n * Math.log(p);
  const corrections = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  return (
    corrections -
    deviance(k, n * p) -
    deviance(n - k, n * q) -
    HALF_LOG_TWO_PI -
    0.5 * (Math.log(k) + Math.log1p(-k / n))
  );
}

/** ln of m^x e^-m / Gamma(x + 1), for real x > 0 and m > 0. @see Loader 2000 */
export function logPoissonDensity(x: number, m: number): number {
  return -stirlingError(x) - deviance(x, m) - HALF_LOG_TWO_PI - 0.5 * Math.log(x);
}
