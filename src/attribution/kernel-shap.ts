import { DossierError } from '../core/error.ts';
import { cholesky, solveCholesky } from '../numeric/cholesky.ts';
import { invertCholesky } from '../numeric/invert-cholesky.ts';
import { type OddTerms, oddTerms } from './odd-terms.ts';
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
   *     V = sum over sampled strata h of
   *           (1 - n_h / N_h) n_h / (n_h - 1) * sum over pairs q of h of (u_q - mean u) (u_q - mean u)'
   *     u_q = L P w x_q e_q / (1 - w x_q'P x_q),  e_q = o_q - x_q'theta,  P = A^-1 - a a' / 1'a
   *
   * The denominator makes up for a fit that follows the pairs on which it rests (HC3).
   *
   * @returns [m, m], row-major; its sum over all players is 0
   */
  covariance(worth: ArrayLike<number>, empty: number, full: number): Float64Array;
}

/**
 * Kernel SHAP on a paired design. Of a pair z, z' only o = (v(z) - v(z')) / 2 bears on the values, so that the rows of
 * the regression are pairs, and its terms x those that turn their sign from z to z' (see `oddTerms`):
 *
 *     minimise  sum over pairs of  w (o - x'theta)^2   subject to  1'theta = (v(full) - v(empty)) / 2
 *     theta = A^-1 b - a (1'A^-1 b - (v(full) - v(empty)) / 2) / 1'a,   A = sum w x x',  b = sum w x o,  a = A^-1 1
 *     phi = L theta,   L_i being the part of each term that is the Shapley value of player i
 *
 * With terms of order one this is Kernel SHAP's weighted least squares, to the letter. Terms of order three belong to
 * the same minimum when all coalitions are played; on a sample they take away the error that such interactions cause.
 *
 * @param m - players, 2 or more
 * @param terms - of the regression; as many as the design tells apart when absent
 * @throws DossierError analysis/singular when the drawn coalitions do not tell all players apart
 * @see Lundberg & Lee 2017, "A unified approach to interpreting model predictions", NeurIPS 30, section 4.1
 * @see Covert & Lee 2021, "Improving KernelSHAP", AISTATS, equation 7
 * @see MacKinnon & White 1985, "Some heteroskedasticity-consistent covariance matrix estimators", Journal of
 *   Econometrics 29, for HC3
 * @see Cochran 1977, Sampling Techniques, 3rd ed., section 5.6, for the variance of a stratified total
 */
export function kernelSolver(design: PairedDesign, m: number, terms: OddTerms = oddTerms(design, m)): KernelSolver {
  const { weights, strata } = design;
  const pairs = weights.length / 2;
  const { project, projectedInverse } = projection(terms, weights);
  const zero = new Float64Array(terms.count);
  /** Per player, [pairs]: what one unit of o at a pair adds to the value; and what one unit of 1'theta does. */
  const players = Array.from({ length: m }, (_, i) => {
    const share = terms.shareOf(i);
    const influence = terms.at(project(share, 0)).map((value, q) => weights[2 * q]! * value);
    return { influence, ofTotal: dot(share, project(zero, 1)) };
  });

  let held: Float64Array | undefined;
  /** [pairs]: how far the fit follows each pair, w x'P x. */
  function leverages(): Float64Array {
    held ??= terms.squaresAt(projectedInverse()).map((value, q) => weights[2 * q]! * value);
    return held;
  }

  function odd(worth: ArrayLike<number>): Float64Array {
    const halves = new Float64Array(pairs);
    for (let q = 0; q < pairs; q += 1) halves[q] = (worth[2 * q]! - worth[2 * q + 1]!) / 2;
    return halves;
  }

  function solve(worth: ArrayLike<number>, empty: number, full: number): Float64Array {
    const target = odd(worth);
    const total = (full - empty) / 2;
    return Float64Array.from(players, ({ influence, ofTotal }) => dot(influence, target) + ofTotal * total);
  }

  function covariance(worth: ArrayLike<number>, empty: number, full: number): Float64Array {
    const spread = new Float64Array(m * m);
    const sampled = strata.filter((stratum) => stratum.pairs.length < stratum.total);
    const drawn = sampled.reduce((count, stratum) => count + stratum.pairs.length, 0);
    if (drawn === 0) return spread;
    if (drawn < terms.count) throw tooFew();
    const target = odd(worth);
    const fitted = terms.at(project(terms.weighed(target), (full - empty) / 2));
    const own = leverages();
    for (const stratum of sampled) {
      const n = stratum.pairs.length;
      const scale = (1 - n / stratum.total) * (n / (n - 1));
      const draws = stratum.pairs.map((q) =>
        Float64Array.from(players, ({ influence }) => (influence[q]! * (target[q]! - fitted[q]!)) / (1 - own[q]!)),
      );
      addSquares(spread, draws, scale);
    }
    return spread;
  }

  return { solve, covariance };
}

interface Projection {
  /** Solves for the coefficients: P right + a total / 1'a. */
  project(right: Float64Array, total: number): Float64Array;
  /** The rows of P. */
  projectedInverse(): Float64Array[];
}

function projection(terms: OddTerms, weights: Float64Array): Projection {
  const p = terms.count;
  // Under the constraint 1'theta is known, so that adding to A a multiple of 1 1' changes no answer; it keeps A regular.
  const weight = sum(weights);
  const lower = cholesky(
    terms.normalMatrix().map((value) => value + weight),
    p,
  );
  if (lower === null) throw tooFew();
  const a = solveCholesky(lower, new Float64Array(p).fill(1), p);
  const sumA = sum(a);
  return {
    project(right, total) {
      const free = solveCholesky(lower, right, p);
      const excess = (sum(free) - total) / sumA;
      return free.map((value, i) => value - a[i]! * excess);
    },
    projectedInverse: () =>
      invertCholesky(lower, p).map((row, i) => row.map((value, j) => value - (a[i]! * a[j]!) / sumA)),
  };
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

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i += 1) sum += one[i]! * other[i]!;
  return sum;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
