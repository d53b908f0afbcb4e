import { describe, expect, it } from 'vitest';
import type { GameAttribution } from '../../src/attribution/attribute-game.ts';
import { checkExact, checkSampled } from '../../src/attribution/cross-check.ts';
import { shapleyValues } from '../../src/attribution/full-enumeration.ts';
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

describe('checkSampled', () => {
  it('states the largest difference of two runs and the largest error of a difference', () => {
    const one = { ...attributed(2), values: Float64Array.of(1, 2), standardErrors: Float64Array.of(0.3, 0) };
    const other = { ...attributed(2), values: Float64Array.of(1.5, 1.9), standardErrors: Float64Array.of(0.4, 0) };
    const found = checkSampled('probability', one, other);
    expect(found.maxAbsDifference).toBe(0.5);
    expect(found.note).toMatch(/the largest standard error of a difference is 0\.50$/);
  });
});
