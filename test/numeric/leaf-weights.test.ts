import { expect, it } from 'vitest';
import { leafWeights } from '../../src/numeric/leaf-weights.ts';

it('is (e-1)! q! / (e+q)! for players in, e! (q-1)! / (e+q)! for players out', () => {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const { required, excluded } = leafWeights(6);
  for (let e = 0; e <= 6; e += 1) {
    for (let q = 0; q <= 6; q += 1) {
      const all = factorial(e + q);
      expect(required[e * 7 + q]).toBeCloseTo(e === 0 ? 0 : (factorial(e - 1) * factorial(q)) / all, 14);
      expect(excluded[e * 7 + q]).toBeCloseTo(q === 0 ? 0 : (factorial(e) * factorial(q - 1)) / all, 14);
    }
  }
});

it('stays finite for two hundred players', () => {
  const { required } = leafWeights(200);
  expect(required[200 * 201]).toBeCloseTo(1 / 200, 12);
  expect(required.every((weight) => Number.isFinite(weight) && weight >= 0)).toBe(true);
});
