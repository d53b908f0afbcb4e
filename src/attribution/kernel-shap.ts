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
   * The standard errors of `solve` that come of drawing coalitions; 0 where all strata were taken whole.
   * @returns [m]
   */
  standardErrors(worth: ArrayLike<number>, empty: number, values: Float64Array): Float64Array;
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
 */
export function kernelSolver(design: PairedDesign, m: number): KernelSolver {
  const rows = design.coalitions.map((coalition) =>
    Uint8Array.from({ length: m }, (_, i) => (isMember(coalition, i) ? 1 : 0)),
  );
  const lower = cholesky(normalMatrix(rows, design.weights, m), m);
  if (lower === null) throw tooFew();
  const a = solveCholesky(lower, new Float64Array(m).fill(1), m);
  const sumA = sum(a);

  function project(right: Float64Array, total: number): Float64Array {
    const free = solveCholesky(lower!, right, m);
    const excess = (sum(free) - total) / sumA;
    return free.map((value, i) => value - a[i]! * excess);
  }

  function solve(worth: ArrayLike<number>, empty: number, full: number): Float64Array {
    const right = new Float64Array(m);
    rows.forEach((row, r) => {
      const weighted = design.weights[r]! * (worth[r]! - empty);
      for (let i = 0; i < m; i += 1) right[i]! += row[i]! * weighted;
    });
    return project(right, full - empty);
  }

  /** w P (z e + z' e'), the influence of one pair; P is the projected inverse A^-1 - a a' / 1'a. */
  function influence(pair: number, residual: (row: number) => number): Float64Array {
    const right = new Float64Array(m);
    for (const r of [2 * pair, 2 * pair + 1]) {
      const weighted = design.weights[r]! * residual(r);
      for (let i = 0; i < m; i += 1) right[i]! += rows[r]![i]! * weighted;
    }
    return project(right, 0);
  }

  function standardErrors(worth: ArrayLike<number>, empty: number, values: Float64Array): Float64Array {
    const residual = (r: number): number =>
      worth[r]! - empty - rows[r]!.reduce((fit, held, i) => fit + held * values[i]!, 0);
    const sampled = design.strata.filter(({ from, to, total }) => to - from < total);
    const drawn = sampled.reduce((count, { from, to }) => count + to - from, 0);
    if (drawn > 0 && drawn < m) throw tooFew();
    const freedom = drawn / (drawn - (m - 1));
    const variance = new Float64Array(m);
    for (const { from, to, total } of sampled) {
      const influences = Array.from({ length: to - from }, (_, p) => influence(from + p, residual));
      const spread = varianceOfSum(influences, m);
      for (let i = 0; i < m; i += 1) variance[i]! += (1 - (to - from) / total) * spread[i]!;
    }
    return variance.map((value) => (value === 0 ? 0 : Math.sqrt(freedom * value)));
  }

  return { solve, standardErrors };
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

function normalMatrix(rows: readonly Uint8Array[], weights: Float64Array, m: number): Float64Array {
  const matrix = new Float64Array(m * m);
  rows.forEach((row, r) => {
    for (let i = 0; i < m; i += 1) {
      if (row[i] === 0) continue;
      for (let j = 0; j <= i; j += 1) matrix[i * m + j]! += weights[r]! * row[j]!;
    }
  });
  return matrix;
}

/** n / (n - 1) times the sum of squared deviations: the variance of the sum of n draws. [m] */
function varianceOfSum(draws: readonly Float64Array[], m: number): Float64Array {
  const n = draws.length;
  const result = new Float64Array(m);
  for (let i = 0; i < m; i += 1) {
    const mean = draws.reduce((total, draw) => total + draw[i]!, 0) / n;
    const squares = draws.reduce((total, draw) => total + (draw[i]! - mean) ** 2, 0);
    result[i] = (n / (n - 1)) * squares;
  }
  return result;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
