import { uniform } from './binomial-draw.ts';
import { logBinomialDensity } from './saddle-point.ts';
import type { Prng } from './xoshiro128.ts';

/**
 * A draw from the hypergeometric distribution: how many of `drawn` rows, taken without return, are among the `marked`.
 *
 * By inversion outward from the mode, O(standard deviation) steps.
 *
 * @param total - rows in all
 * @param marked - rows that count, at most total
 * @param drawn - rows taken, at most total
 */
export function drawHypergeometric(prng: Prng, total: number, marked: number, drawn: number): number {
  const low = Math.max(0, drawn + marked - total);
  const high = Math.min(drawn, marked);
  if (low >= high) return high;
  const mode = Math.min(high, Math.max(low, Math.floor(((drawn + 1) * (marked + 1)) / (total + 2))));
  const p = drawn / total;
  const logMode =
    logBinomialDensity(mode, marked, p) +
    logBinomialDensity(drawn - mode, total - marked, p) -
    logBinomialDensity(drawn, total, p);
  const peak = Math.exp(logMode);
  const left = uniform(prng) - peak;
  return left <= 0 ? mode : outward({ total, marked, drawn, low, high }, mode, peak, left);
}

interface Urn {
  total: number;
  marked: number;
  drawn: number;
  low: number;
  high: number;
}

/** Takes the chances of the values off what is left, one up and one down in turn, until nothing is. */
function outward({ total, marked, drawn, low, high }: Urn, mode: number, peak: number, left: number): number {
  const others = total - marked - drawn;
  let [up, upChance] = [mode, peak];
  let [down, downChance] = [mode, peak];
  let rest = left;
  while (upChance + downChance > 1e-300) {
    upChance *= up < high ? ((marked - up) * (drawn - up)) / ((up + 1) * (others + up + 1)) : 0;
    up += 1;
    rest -= upChance;
    if (rest <= 0) return up;
    downChance *= down > low ? (down * (others + down)) / ((marked - down + 1) * (drawn - down + 1)) : 0;
    down -= 1;
    rest -= downChance;
    if (rest <= 0) return down;
  }
  return mode;
}
