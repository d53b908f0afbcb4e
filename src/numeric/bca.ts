import { normalSurvival } from './normal-survival.ts';
import { probit } from './probit.ts';
import type { Interval } from './proportion.ts';

interface Resampled {
  estimate: number;
  /** One value per replicate, finite. */
  replicates: ArrayLike<number>;
  /** The estimate with one row of each kind left out, and how many rows are of that kind. */
  jackknife: readonly { value: number; rows: number }[];
  confidence: number;
}

/**
 * The bias-corrected and accelerated bootstrap interval.
 *
 *     ends: the replicates' quantiles at Phi(z0 + (z0 + zq) / (1 - a (z0 + zq)))
 *     z0 = Phi^-1(share below the estimate, ties half);   a = sum d^3 / (6 (sum d^2)^1.5),   d = mean - jackknife value
 *
 * @returns null when all replicates lie on one side of the estimate or are all the same: then no interval can be told
 * @see Efron 1987, JASA 82(397); Efron & Tibshirani 1993, An Introduction to the Bootstrap
 */
export function bcaInterval({ estimate, replicates, jackknife, confidence }: Resampled): Interval | null {
  const sorted = new Float64Array(replicates).sort();
  const z0 = probit((rank(sorted, estimate, false) + rank(sorted, estimate, true)) / 2 / sorted.length);
  if (!Number.isFinite(z0) || sorted[0] === sorted.at(-1)) return null;
  const a = acceleration(jackknife);
  const end = (q: number): number => {
    const shifted = z0 + probit(q);
    return quantile(sorted, normalSurvival(-(z0 + shifted / (1 - a * shifted))));
  };
  const tail = (1 - confidence) / 2;
  return { low: end(tail), high: end(1 - tail) };
}

/** How many of the ascending values lie below one, or at most at it. */
function rank(sorted: Float64Array, value: number, isInclusive: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = sorted[middle]!;
    if (each < value || (isInclusive && each === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function acceleration(jackknife: Resampled['jackknife']): number {
  const rows = jackknife.reduce((sum, each) => sum + each.rows, 0);
  const mean = jackknife.reduce((sum, each) => sum + each.rows * each.value, 0) / rows;
  let squares = 0;
  let cubes = 0;
  for (const { value, rows: weight } of jackknife) {
    const d = mean - value;
    squares += weight * d * d;
    cubes += weight * d * d * d;
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}

/** Linear between order statistics, of ascending values. */
function quantile(sorted: Float64Array, share: number): number {
  const at = Math.min(1, Math.max(0, share)) * (sorted.length - 1);
  const floor = Math.floor(at);
  const low = sorted[floor]!;
  const high = sorted[Math.min(sorted.length - 1, floor + 1)]!;
  return low + (high - low) * (at - floor);
}
