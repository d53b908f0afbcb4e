import type { ScoreSpace } from '../core/case.ts';
import type { CrossCheck } from '../core/findings.ts';
import { xoshiro128 } from '../numeric/xoshiro128.ts';
import type { GameAttribution } from './attribute-game.ts';
import { kernelSolver } from './kernel-shap.ts';
import { pairCount, pairedDesign } from './paired-design.ts';

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
    const errors = solver.standardErrors(rows, exact.empty, values);
    return { pairs: design.coalitions.length / 2, values, errors };
  });
  return [
    {
      engine: 'kernel-shap, all coalitions',
      space,
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

/** Holds one sampled run against another with a seed of its own. */
export function checkSampled(space: ScoreSpace, first: GameAttribution, second: GameAttribution): CrossCheck {
  const errors = Array.from(first.standardErrors, (error, i) => Math.hypot(error, second.standardErrors[i]!));
  return {
    engine: 'kernel-shap, second seed',
    space,
    maxAbsDifference: largestDifference(first.values, second.values),
    note: `a smaller run with other coalitions; the largest standard error of a difference is ${Math.max(...errors).toPrecision(2)}`,
  };
}

function largestDifference(one: Float64Array, other: Float64Array): number {
  return one.reduce((largest, value, i) => Math.max(largest, Math.abs(value - other[i]!)), 0);
}
