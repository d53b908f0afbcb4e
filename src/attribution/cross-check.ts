import type { ScoreSpace } from '../core/case.ts';
import type { CrossCheck } from '../core/findings.ts';
import { xoshiro128 } from '../numeric/xoshiro128.ts';
import type { GameAttribution } from './attribute-game.ts';
import { kernelSolver, standardErrorsOf } from './kernel-shap.ts';
import { linearTerms } from './odd-terms.ts';
import { halvesOf, type PairedDesign, pairCount, pairedDesign } from './paired-design.ts';

/**
 * Holds exact values against Kernel SHAP on the same game, which costs no model row: once over all coalitions, by
 * another algebra; once over a drawn part of them, as a sampled run would have done.
 * @param exact - from a game in which coalition k holds the players of the bits of k
 */
export function checkExact(space: ScoreSpace, m: number, exact: GameAttribution, seed: string): CrossCheck[] {
  const budgets = [pairCount(m), Math.max(3 * m, Math.floor(pairCount(m) / 4))];
  const [whole, part] = budgets.map((budget) => {
    const design = pairedDesign(m, budget, xoshiro128(seed));
    const solver = kernelSolver(design, m);
    const rows = design.coalitions.map((coalition) => exact.worth[coalition[0]!]!);
    const values = solver.solve(rows, exact.empty, exact.full);
    const errors = standardErrorsOf(solver.covariance(rows, exact.empty, exact.full), m);
    return { pairs: design.coalitions.length / 2, values, errors };
  });
  return [
    {
      engine: 'kernel-shap, all coalitions',
      space,
      values: [...whole!.values],
      maxAbsDifference: largestDifference(whole!.values, exact.values),
      note: 'weighted least squares instead of the Shapley formula; only rounding may differ',
    },
    {
      engine: 'kernel-shap, sampled',
      space,
      maxAbsDifference: largestDifference(part!.values, exact.values),
      note: `${part!.pairs} of ${pairCount(m)} pairs drawn; the largest standard error of this estimate is ${Math.max(...part!.errors).toPrecision(2)}`,
    },
  ];
}

/**
 * Holds the estimate from every other pair of a sampled run against that from the pairs between: as two runs of half the
 * size with seeds of their own, and at no cost.
 * @param found - from a game that plays the empty and the full coalition and then the rows of the design
 * @returns nothing where halves would be too small to solve
 */
export function checkHalves(space: ScoreSpace, found: GameAttribution, design: PairedDesign): CrossCheck[] {
  const m = found.values.length;
  const sampled = design.strata.filter(({ pairs, total }) => pairs.length < total);
  const drawn = sampled.reduce((count, { pairs }) => count + Math.floor(pairs.length / 2), 0);
  if (drawn <= m || sampled.some(({ pairs }) => pairs.length < LEAST_TO_HALVE)) return [];
  const rows = found.worth.subarray(2);
  const [one, other] = halvesOf(design, m).map((half) => {
    const solver = kernelSolver(half, m, linearTerms(half, m));
    const values = solver.solve(rows, found.empty, found.full);
    return { values, errors: standardErrorsOf(solver.covariance(rows, found.empty, found.full), m) };
  });
  const errors = Array.from(one!.errors, (error, i) => Math.hypot(error, other!.errors[i]!));
  return [
    {
      engine: 'kernel-shap, one half of the coalitions against the other',
      space,
      maxAbsDifference: largestDifference(one!.values, other!.values),
      note: `each half is a run of its own, with terms of order one; the largest standard error of a difference is ${Math.max(...errors).toPrecision(2)}`,
    },
  ];
}

/** Two pairs in each half of a stratum, which an error estimate needs. */
const LEAST_TO_HALVE = 4;

function largestDifference(one: Float64Array, other: Float64Array): number {
  return one.reduce((largest, value, i) => Math.max(largest, Math.abs(value - other[i]!)), 0);
}
