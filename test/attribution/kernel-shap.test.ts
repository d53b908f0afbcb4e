import { describe, expect, it } from 'vitest';
import { coalitionOf, isMember } from '../../src/attribution/coalition.ts';
import { shapleyValues } from '../../src/attribution/full-enumeration.ts';
import { kernelSolver, standardErrorsOf } from '../../src/attribution/kernel-shap.ts';
import { type PairedDesign, pairCount, pairedDesign } from '../../src/attribution/paired-design.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

const seedOf = (n: number): string => n.toString(16).padStart(32, '0');

/** A game of random worths, the same for each seed. */
function randomGame(m: number, seed: number): Float64Array {
  const prng = xoshiro128(seedOf(seed + 1));
  return Float64Array.from({ length: 2 ** m }, () => prng.below(1_000_000) / 1e6);
}

/**
 * sum_h (1 - n_h / N_h) n_h / (n_h - 1) sum_p (u_p - mean)(u_p - mean)', u = w P (z e + z' e') / (1 - w s'P s / 2),
 * P = A^-1 - a a' / 1'a, s = z - z', from the definition; nothing is shared with the code under test.
 */
function covarianceOf(design: PairedDesign, m: number, residual: (row: number) => number): number[][] {
  const players = Array.from({ length: m }, (_, i) => i);
  const z = design.coalitions.map((coalition) => players.map((i) => (isMember(coalition, i) ? 1 : 0)));
  const matrix = players.map((i) =>
    players.map((j) => z.reduce((sum, row, r) => sum + design.weights[r]! * row[i]! * row[j]!, 0)),
  );
  const inverse = invert(matrix);
  const a = inverse.map((row) => row.reduce((sum, value) => sum + value, 0));
  const total = a.reduce((sum, value) => sum + value, 0);
  const p = players.map((i) => players.map((j) => inverse[i]![j]! - (a[i]! * a[j]!) / total));
  const influence = (pair: number): number[] => {
    const right = players.map((i) =>
      [2 * pair, 2 * pair + 1].reduce((sum, r) => sum + design.weights[r]! * z[r]![i]! * residual(r), 0),
    );
    const signs = players.map((i) => z[2 * pair]![i]! - z[2 * pair + 1]![i]!);
    const square = players.reduce(
      (sum, i) => players.reduce((inner, j) => inner + signs[i]! * p[i]![j]! * signs[j]!, sum),
      0,
    );
    const own = (design.weights[2 * pair]! * square) / 2;
    return players.map((i) => players.reduce((sum, j) => sum + p[i]![j]! * right[j]!, 0) / (1 - own));
  };
  const sampled = design.strata.filter(({ pairs, total: all }) => pairs.length < all);
  return players.map((i) =>
    players.map((j) => {
      const parts = sampled.map(({ pairs, total: all }) => {
        const n = pairs.length;
        const draws = pairs.map(influence);
        const mean = players.map((k) => draws.reduce((sum, draw) => sum + draw[k]!, 0) / n);
        const products = draws.reduce((sum, draw) => sum + (draw[i]! - mean[i]!) * (draw[j]! - mean[j]!), 0);
        return (1 - n / all) * (n / (n - 1)) * products;
      });
      return parts.reduce((sum, part) => sum + part, 0);
    }),
  );
}

/** The inverse by Gauss and Jordan, without pivoting: for positive definite matrices. */
function invert(matrix: readonly (readonly number[])[]): number[][] {
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (const [k, pivot] of rows.entries()) {
    const scale = pivot[k]!;
    rows[k] = pivot.map((value) => value / scale);
    for (const [i, row] of rows.entries()) {
      if (i !== k) rows[i] = row.map((value, j) => value - row[k]! * rows[k]![j]!);
    }
  }
  return rows.map((row) => row.slice(matrix.length));
}

describe('kernelSolver', () => {
  it('over all coalitions gives the Shapley values of any game', () => {
    for (let m = 2; m <= 10; m += 1) {
      const worth = randomGame(m, m);
      const design = pairedDesign(m, pairCount(m), xoshiro128(seedOf(1)));
      const solver = kernelSolver(design, m);
      const rows = design.coalitions.map((coalition) => worth[coalition[0]!]!);
      const found = solver.solve(rows, worth[0]!, worth.at(-1)!);
      const exact = shapleyValues(worth, m);
      for (const [i, value] of found.entries()) expect(Math.abs(value - exact[i]!)).toBeLessThan(1e-11);
      expect([...solver.covariance(rows, worth[0]!, worth.at(-1)!)]).toEqual(Array(m * m).fill(0));
    }
  });

  it('states errors as large as those it makes', () => {
    // A game with effects of single players, pairs and triples, so that the projection of the errors matters.
    const m = 11;
    const worth = Float64Array.from({ length: 2 ** m }, (_, bits) => {
      const held = (i: number): number => (bits >> (i % m)) & 1;
      return Array.from({ length: m }, (_, i) => held(i) * (i + 1) + 6 * held(i) * held(i + 1) * held(i + 4)).reduce(
        (sum, part) => sum + part,
        0,
      );
    });
    const exact = shapleyValues(worth, m);
    const squares = new Float64Array(m);
    const stated = new Float64Array(m);
    const seeds = 150;
    for (let seed = 1; seed <= seeds; seed += 1) {
      const design = pairedDesign(m, 120, xoshiro128(seedOf(seed)));
      const solver = kernelSolver(design, m);
      const rows = design.coalitions.map((coalition) => worth[coalition[0]!]!);
      const found = solver.solve(rows, worth[0]!, worth.at(-1)!);
      for (const [i, error] of standardErrorsOf(solver.covariance(rows, worth[0]!, worth.at(-1)!), m).entries()) {
        squares[i]! += (found[i]! - exact[i]!) ** 2;
        stated[i]! += error ** 2;
      }
    }
    const ratios = Array.from(squares, (made, i) => Math.sqrt(stated[i]! / made));
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / m;
    expect(mean).toBeGreaterThan(0.93);
    expect(mean).toBeLessThan(1.1);
  });

  it('states the errors of the covariance written out with matrices, whose sum over all players is 0', () => {
    const m = 8;
    const worth = randomGame(m, 77);
    const design = pairedDesign(m, 30, xoshiro128(seedOf(9)));
    expect(design.strata.filter(({ pairs, total }) => pairs.length < total).length).toBeGreaterThan(1);
    const solver = kernelSolver(design, m);
    const rows = design.coalitions.map((coalition) => worth[coalition[0]!]!);
    const found = solver.solve(rows, worth[0]!, worth.at(-1)!);
    const covariance = covarianceOf(design, m, (r) => {
      const fit = [...found].reduce((sum, value, i) => sum + (isMember(design.coalitions[r]!, i) ? value : 0), 0);
      return rows[r]! - worth[0]! - fit;
    });
    expect(Math.abs(covariance.flat().reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-12);
    const stated = solver.covariance(rows, worth[0]!, worth.at(-1)!);
    covariance.flat().forEach((value, at) => {
      expect(stated[at]).toBeCloseTo(value, 14);
    });
    expect(Math.abs(stated.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-14);
    expect([...standardErrorsOf(stated, m)]).toEqual(
      Array.from({ length: m }, (_, i) => Math.sqrt(stated[i * m + i]!)),
    );
  });

  it('refuses coalitions that do not tell the players apart', () => {
    const coalitions = [coalitionOf([0, 1], 4), coalitionOf([2, 3], 4)];
    const design = { coalitions, weights: Float64Array.of(1, 1), strata: [{ size: 2, pairs: [0], total: 3 }] };
    expect(() => kernelSolver(design, 4)).toThrow(expect.objectContaining({ code: 'analysis/singular' }));
  });
});
