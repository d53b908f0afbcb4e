import { DossierError } from '../core/error.ts';
import { cholesky, solveCholesky } from '../numeric/cholesky.ts';
import { isMember } from './coalition.ts';
import type { PairedDesign } from './paired-design.ts';

/** Weighted least squares on one design, under the constraint that the values add up. */
export interface KernelSolver {
  /**
   * Kernel SHAP's estimate of the Shapley values.
   * @param worth - [rows of the design]
   * @param empty - worth of the empty coalition
   * @param full - worth of the full coalition
   * @returns [m]; they add up to full - empty by constraint, which therefore proves nothing
   */
  solve(worth: ArrayLike<number>, empty: number, full: number): Float64Array;
  /**
   * The joint covariance of `solve` that comes of drawing coalitions; 0 where all strata were taken whole.
   *
   *     V = n / (n - (m - 1)) * sum over sampled strata h of
   *           (1 - n_h / N_h) n_h / (n_h - 1) * sum over pairs p of h of (u_p - mean u) (u_p - mean u)'
   *     u_p = P (w z e_z + w z' e_z'),  e_z = v(z) - v(empty) - z'phi,  P = A^-1 - a a' / 1'a
   *
   * @returns [m, m], row-major; its sum over all players is 0
   */
  covariance(worth: ArrayLike<number>, empty: number, values: Float64Array): Float64Array;
}

/**
 * Kernel SHAP on a paired design.
 *
 *     minimise  sum over rows z of  w(z) (v(z) - v(empty) - z'phi)^2   subject to  1'phi = v(full) - v(empty)
 *     phi = A^-1 b - a (1'A^-1 b - (v(full) - v(empty))) / 1'a,   A = sum w z z',  b = sum w z (v - v(empty)),  a = A^-1 1
 *
 * @param m - players, 2 or more
 * @throws DossierError analysis/singular when the drawn coalitions do not tell all players apart
 * @see Lundberg & Lee 2017, "A unified approach to interpreting model predictions", NeurIPS 30, section 4.1
 * @see Covert & Lee 2021, "Improving KernelSHAP", AISTATS, equation 7
 * @see Cochran 1977, Sampling Techniques, 3rd ed., section 5.6, for the variance of a stratified total
 */
export function kernelSolver({ coalitions, weights, strata }: PairedDesign, m: number): KernelSolver {
  const pairs = coalitions.length / 2;
  const first = new Uint8Array(pairs * m);
  for (let p = 0; p < pairs; p += 1) {
    for (let i = 0; i < m; i += 1) first[p * m + i] = isMember(coalitions[2 * p]!, i) ? 1 : 0;
  }
  const lower = cholesky(normalMatrix(first, weights, m), m);
  if (lower === null) throw tooFew();
  const a = solveCholesky(lower, new Float64Array(m).fill(1), m);
  const sumA = sum(a);

  function project(right: Float64Array, total: number): Float64Array {
    const free = solveCholesky(lower!, right, m);
    const excess = (sum(free) - total) / sumA;
    return free.map((value, i) => value - a[i]! * excess);
  }

  /** Adds w (z one + z' other) of a pair to a vector; the complement holds whom the first coalition does not. */
  function addPair(into: Float64Array, p: number, { one, other }: { one: number; other: number }): void {
    const weight = weights[2 * p]!;
    const base = weight * other;
    const more = weight * (one - other);
    for (let i = 0, at = p * m; i < m; i += 1, at += 1) into[i]! += base + first[at]! * more;
  }

  function solve(worth: ArrayLike<number>, empty: number, full: number): Float64Array {
    const right = new Float64Array(m);
    for (let p = 0; p < pairs; p += 1)
      addPair(right, p, { one: worth[2 * p]! - empty, other: worth[2 * p + 1]! - empty });
    return project(right, full - empty);
  }

  function influences(p: number, residual: (pair: number) => { one: number; other: number }): Float64Array {
    const right = new Float64Array(m);
    addPair(right, p, residual(p));
    return right;
  }

  function covariance(worth: ArrayLike<number>, empty: number, values: Float64Array): Float64Array {
    const all = sum(values);
    const residual = (p: number): { one: number; other: number } => {
      let held = 0;
      for (let i = 0; i < m; i += 1) held += first[p * m + i]! * values[i]!;
      return { one: worth[2 * p]! - empty - held, other: worth[2 * p + 1]! - empty - (all - held) };
    };
    const sampled = strata.filter((stratum) => stratum.pairs.length < stratum.total);
    const drawn = sampled.reduce((count, stratum) => count + stratum.pairs.length, 0);
    if (drawn > 0 && drawn < m) throw tooFew();
    const freedom = drawn / (drawn - (m - 1));
    const spread = new Float64Array(m * m);
    for (const stratum of sampled) {
      const n = stratum.pairs.length;
      const scale = freedom * (1 - n / stratum.total) * (n / (n - 1));
      addSquares(
        spread,
        stratum.pairs.map((p) => influences(p, residual)),
        scale,
      );
    }
    return drawn === 0 ? spread : sandwich(spread, m, project);
  }

  return { solve, covariance };
}

/** The square roots of the diagonal of a covariance. [m] */
export function standardErrorsOf(covariance: Float64Array, m: number): Float64Array {
  return Float64Array.from({ length: m }, (_, i) => Math.sqrt(Math.max(0, covariance[i * m + i]!)));
}

function tooFew(): DossierError {
  return new DossierError(
    'analysis/singular',
    'the coalitions that the row budget allows do not tell all features apart',
    {
      place: { file: 'case.yaml', at: 'explanation.background.rows' },
      hint: 'Group features in case.yaml, or use fewer background rows.',
    },
  );
}

/** A = sum w (z z' + z' z''), where both weigh the same; only the lower triangle. */
function normalMatrix(first: Uint8Array, weights: Float64Array, m: number): Float64Array {
  const matrix = new Float64Array(m * m);
  for (let p = 0; 2 * p < weights.length; p += 1) {
    const row = first.subarray(p * m, (p + 1) * m);
    const weight = weights[2 * p]!;
    for (let i = 0; i < m; i += 1) {
      for (let j = 0; j <= i; j += 1) if (row[i] === row[j]) matrix[i * m + j]! += weight;
    }
  }
  return matrix;
}

/** Adds scale * sum (d - mean)(d - mean)' over the draws d. */
function addSquares(into: Float64Array, draws: readonly Float64Array[], scale: number): void {
  const m = draws[0]!.length;
  const mean = new Float64Array(m);
  for (const draw of draws) for (let i = 0; i < m; i += 1) mean[i]! += draw[i]! / draws.length;
  for (const draw of draws) {
    for (let i = 0; i < m; i += 1) {
      const left = scale * (draw[i]! - mean[i]!);
      for (let j = 0; j <= i; j += 1) into[i * m + j]! += left * (draw[j]! - mean[j]!);
    }
  }
  for (let i = 0; i < m; i += 1) for (let j = 0; j < i; j += 1) into[j * m + i] = into[i * m + j]!;
}

/** P S P for a symmetric S, P being applied by `project`. */
function sandwich(
  middle: Float64Array,
  m: number,
  project: (right: Float64Array, total: number) => Float64Array,
): Float64Array {
  const half = new Float64Array(m * m);
  for (let i = 0; i < m; i += 1) half.set(project(middle.slice(i * m, (i + 1) * m), 0), i * m);
  const whole = new Float64Array(m * m);
  for (let j = 0; j < m; j += 1) {
    const column = Float64Array.from({ length: m }, (_, i) => half[i * m + j]!);
    whole.set(project(column, 0), j * m);
  }
  return whole;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
