import { logBinomialDensity } from './saddle-point.ts';
import type { Prng } from './xoshiro128.ts';

/** Below this mean, values are tried one by one from 0. */
const FEW = 10;

/** A uniform number strictly between 0 and 1, of 53 bits. */
export function uniform(prng: Prng): number {
  const high = prng.next() >>> 6;
  const low = prng.next() >>> 5;
  return (high * 2 ** 27 + low + 0.5) / 2 ** 53;
}

/**
 * A draw from the binomial distribution: how many of n trials of chance p succeed. Exact, not by a normal curve.
 *
 * @param n - trials, an integer, 0 or more
 * @param p - from 0 to 1
 * @see Hörmann 1993, "The generation of binomial random variates", Journal of Statistical Computation and Simulation 46,
 *   algorithm BTRS; inversion where n p is small
 */
export function drawBinomial(prng: Prng, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - drawBinomial(prng, n, 1 - p);
  return n * p < FEW ? byInversion(prng, n, p) : byRejection(prng, n, p);
}

function byInversion(prng: Prng, n: number, p: number): number {
  const odds = p / (1 - p);
  let left = uniform(prng);
  let chance = Math.exp(n * Math.log1p(-p));
  for (let k = 0; k < n; k += 1) {
    if (left <= chance) return k;
    left -= chance;
    chance *= ((n - k) / (k + 1)) * odds;
    if (chance < 1e-300) return k;
  }
  return n;
}

function byRejection(prng: Prng, n: number, p: number): number {
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = uniform(prng) - 0.5;
    const v = uniform(prng);
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + n * p + 0.5);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || k > n) continue;
    const bound = logBinomialDensity(k, n, p) - logBinomialDensity(mode, n, p);
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= bound) return k;
  }
}

/**
 * A draw from the multinomial distribution, written into `target`: binomial draws of what is left, cell by cell.
 *
 * @param counts - relative chances of the cells, not all 0
 * @param total - how many are dealt out
 */
export function drawMultinomial(prng: Prng, counts: ArrayLike<number>, total: number, target: Float64Array): void {
  let chances = 0;
  for (let i = 0; i < counts.length; i += 1) chances += counts[i]!;
  let left = total;
  for (let i = 0; i < counts.length; i += 1) {
    const count = counts[i]!;
    const drawn = left === 0 || count === 0 ? 0 : drawBinomial(prng, left, Math.min(1, count / chances));
    target[i] = drawn;
    left -= drawn;
    chances -= count;
  }
}
