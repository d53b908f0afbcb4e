import { expect, it } from 'vitest';
import { linearShap } from '../../src/attribution/linear-shap.ts';
import { expectClose, irisBackground, irisX } from '../_support/explain-function.ts';

const sum = {
  kind: 'linear',
  intercept: -1.6689,
  coefficients: Float64Array.of(-0.1991, 0.3426, 0.0478, 1.03745),
} as const;
const game = { sum, instance: irisX, background: irisBackground.flat(), rows: 5 };

function means(players: number[], m: number): number[] {
  const found = linearShap({ ...game, players, m });
  return Array.from({ length: m }, (_, i) =>
    [0, 1, 2, 3, 4].reduce((total, row) => total + found[row * m + i]! / 5, 0),
  );
}

it('is each coefficient times the distance from the mean', () => {
  expectClose(means([0, 1, 2, 3], 4), [0.234938, 0.27408, -0.115676, 3.797067], 1e-6);
});

it('adds up within a player', () => {
  const [a, b, c, d] = means([0, 1, 2, 3], 4) as [number, number, number, number];
  expectClose(means([1, 0, 1, 1], 2), [b, a + c + d], 1e-12);
});

it('is row by row the difference that the row makes', () => {
  const found = linearShap({ ...game, players: [0, 0, 0, 0], m: 1 });
  const score = (row: readonly number[]): number => row.reduce((total, x, i) => total + sum.coefficients[i]! * x, 0);
  irisBackground.forEach((row, j) => {
    expect(found[j]).toBeCloseTo(score(irisX) - score(row), 12);
  });
});
