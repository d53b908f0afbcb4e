import { describe, expect, it } from 'vitest';
import { linearShap } from '../../src/attribution/linear-shap.ts';
import { irisBackground, irisX } from '../_support/explain-function.ts';

const coefficients = Float64Array.of(-0.1991, 0.3426, 0.0478, 1.03745);

function mean(playerOf: number[], players: number): number[] {
  const against = linearShap({
    model: { kind: 'linear', coefficients, intercept: -1.6689 },
    instance: Float64Array.from(irisX),
    playerOf: Int32Array.from(playerOf),
    players,
  });
  const phis = irisBackground.map((row) => against(Float64Array.from(row), 0));
  return Array.from({ length: players }, (_, i) => phis.reduce((sum, phi) => sum + phi[i]!, 0) / phis.length);
}

describe('linearShap', () => {
  it('is c (x - mean) for each input', () => {
    const expected = [0.234938, 0.27408, -0.115676, 3.797067];
    mean([0, 1, 2, 3], 4).forEach((phi, i) => {
      expect(phi).toBeCloseTo(expected[i]!, 6);
    });
  });

  it('adds up the inputs of a player', () => {
    const [a, b, c, d] = mean([0, 1, 2, 3], 4);
    const [one, other] = mean([0, 1, 0, 1], 2);
    expect(one).toBeCloseTo(a! + c!, 12);
    expect(other).toBeCloseTo(b! + d!, 12);
  });

  it('leaves out a missing value that the model does not use', () => {
    const game = { instance: Float64Array.of(Number.NaN, 2), playerOf: Int32Array.of(0, 1), players: 2 };
    const against = linearShap({
      ...game,
      model: { kind: 'linear', coefficients: Float64Array.of(0, 3), intercept: 0 },
    });
    expect([...against(Float64Array.of(1, 1), 0)]).toEqual([0, 3]);
  });
});
