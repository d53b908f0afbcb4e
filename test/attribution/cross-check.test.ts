import { describe, expect, it } from 'vitest';
import type { GameAttribution } from '../../src/attribution/attribute-game.ts';
import { checkExact, checkHalves } from '../../src/attribution/cross-check.ts';
import { shapleyValues } from '../../src/attribution/full-enumeration.ts';
import { kernelSolver } from '../../src/attribution/kernel-shap.ts';
import { type PairedDesign, pairCount, pairedDesign } from '../../src/attribution/paired-design.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

const seed = '0123456789abcdef0123456789abcdef';

function attributed(m: number): GameAttribution {
  const prng = xoshiro128(seed);
  const worth = Float64Array.from({ length: 2 ** m }, () => prng.below(1000) / 1000);
  return {
    ...{ worth, empty: worth[0]!, full: worth.at(-1)! },
    values: shapleyValues(worth, m),
    standardErrors: new Float64Array(m),
    backgroundErrors: Array(m).fill(null),
    covariance: new Float64Array(m * m),
    backgroundCovariance: null,
  };
}

describe('checkExact', () => {
  it('finds nothing but rounding over all coalitions, and an error of the stated size over some', () => {
    const [whole, part] = checkExact('margin', 9, attributed(9), seed);
    expect(whole!.maxAbsDifference).toBeLessThan(1e-12);
    expect(part!.note).toMatch(/^63 of 255 pairs drawn; the largest standard error of this estimate is \d/);
    const error = Number(/is ([\d.e-]+)$/.exec(part!.note)?.[1]);
    expect(part!.maxAbsDifference).toBeGreaterThan(error / 10);
    expect(part!.maxAbsDifference).toBeLessThan(4 * error);
    expect([whole!.space, part!.space]).toEqual(['margin', 'margin']);
  });

  it('shows a wrong value by its size', () => {
    const exact = attributed(5);
    exact.values[2]! += 0.25;
    expect(checkExact('probability', 5, exact, seed)[0]!.maxAbsDifference).toBeCloseTo(0.25, 12);
  });
});

describe('checkHalves', () => {
  const m = 10;
  const sampled = (budget: number): [GameAttribution, PairedDesign] => {
    const { worth } = attributed(m);
    const design = pairedDesign(m, budget, xoshiro128(seed));
    const rows = design.coalitions.map((coalition) => worth[coalition[0]!]!);
    const [empty, full] = [worth[0]!, worth.at(-1)!];
    const values = kernelSolver(design, m).solve(rows, empty, full);
    return [{ ...attributed(m), worth: Float64Array.of(empty, full, ...rows), empty, full, values }, design];
  };

  it('states the largest difference of the halves of a run, of the size of its stated error', () => {
    const [check] = checkHalves('probability', ...sampled(200));
    const error = Number(/a difference is ([\d.e-]+)$/.exec(check!.note)?.[1]);
    expect(check!.maxAbsDifference).toBeGreaterThan(error / 10);
    expect(check!.maxAbsDifference).toBeLessThan(4 * error);
  });

  it('says nothing where halves would be too small, or where all coalitions were played', () => {
    expect(checkHalves('probability', ...sampled(22))).toEqual([]);
    expect(checkHalves('probability', ...sampled(pairCount(m)))).toEqual([]);
  });
});
