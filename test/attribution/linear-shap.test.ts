import { describe, expect, it } from 'vitest';
import { linearShap } from '../../src/attribution/linear-shap.ts';
import { irisBackground, irisX } from '../_support/explain-function.ts';

const coefficients = Float64Array.of(-0.1991, 0.3426, 0.0478, 1.03745);

function mean(players: number[], m: number): number[] {
  const rows = irisBackground.length;
  const sum = { kind: 'linear' as const, coefficients, intercept: -1.6689 };
  const found = linearShap({ sum, instance: irisX, background: irisBackground.flat(), rows, players, m });
  return Array.from({ length: m }, (_, i) =>
    irisBackground.reduce((total, _row, row) => total + found[row * m + i]! / rows, 0),
  );
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
    const sum = { kind: 'linear' as const, coefficients: Float64Array.of(0, 3), intercept: 0 };
    const game = { sum, instance: [Number.NaN, 2], background: [1, 1], rows: 1, players: [0, 1], m: 2 };
    expect([...linearShap(game)]).toEqual([0, 3]);
  });
});
