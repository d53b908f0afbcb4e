import { describe, expect, it } from 'vitest';
import { isMember } from '../../src/attribution/coalition.ts';
import { shapleyValues } from '../../src/attribution/full-enumeration.ts';
import { kernelSolver, standardErrorsOf } from '../../src/attribution/kernel-shap.ts';
import { type OddTerms, oddTerms } from '../../src/attribution/odd-terms.ts';
import { pairedDesign } from '../../src/attribution/paired-design.ts';
import { logistic } from '../../src/numeric/logistic.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';
import fixture from '../fixtures/peers/shap-sampling.json' with { type: 'json' };

const seedOf = (n: number): string => n.toString(16).padStart(32, '0');
const design = (m: number, pairs: number, seed = 1) => pairedDesign(m, pairs, xoshiro128(seedOf(seed)));

/** The terms at each pair, from their definition as products of signs. */
function written(m: number, { coalitions }: ReturnType<typeof design>, count: number): number[][] {
  return Array.from({ length: coalitions.length / 2 }, (_, q) => {
    const s = Array.from({ length: m }, (_, i) => (isMember(coalitions[2 * q]!, i) ? 1 : -1));
    const triples = s.flatMap((a, i) => s.slice(i + 1).flatMap((b, j) => s.slice(i + j + 2).map((c) => a * b * c)));
    return [...s, ...triples].slice(0, count);
  });
}

describe('oddTerms', () => {
  it.each([
    ['of order one', 7, 30, 7],
    ['of order three', 11, 600, 11 + 165],
  ])('terms %s are products of signs, by whichever way they are summed', (_, m, pairs, count) => {
    const drawn = design(m, pairs);
    const terms: OddTerms = oddTerms(drawn, m);
    expect(terms.count).toBe(count);
    const x = written(m, drawn, count);
    const w = (q: number): number => drawn.weights[2 * q]!;
    const numbers = Float64Array.from({ length: Math.max(count, x.length) }, (_, i) => ((i * 37) % 19) - 9);
    const matrix = terms.normalMatrix();
    for (let i = 0; i < count; i += 1) {
      for (let j = 0; j <= i; j += 1) {
        const sum = x.reduce((total, row, q) => total + w(q) * row[i]! * row[j]!, 0);
        expect(Math.abs(matrix[i * count + j]! - sum)).toBeLessThan(1e-10);
      }
    }
    const target = numbers.slice(0, x.length);
    terms.weighed(target).forEach((value, i) => {
      expect(value).toBeCloseTo(
        x.reduce((total, row, q) => total + w(q) * row[i]! * target[q]!, 0),
        9,
      );
    });
    const coefficients = numbers.slice(0, count);
    const dots = x.map((row) => row.reduce((total, value, i) => total + value * coefficients[i]!, 0));
    terms.at(coefficients).forEach((value, q) => {
      expect(value).toBeCloseTo(dots[q]!, 9);
    });
    const outer = Array.from(coefficients, (one) => coefficients.map((other) => one * other));
    terms.squaresAt(outer).forEach((value, q) => {
      expect(value).toBeCloseTo(dots[q]! ** 2, 6);
    });
  });

  it('a term is worth to its players what the Shapley formula says', () => {
    const m = 11;
    const terms = oddTerms(design(m, 600), m);
    const sets = [0b000000001, 0b100000000, 0b000000111, 0b101000010];
    const places = sets.map((set) => {
      const x = written(m, design(m, 600), terms.count);
      const { coalitions } = design(m, 600);
      const product = (q: number): number =>
        Array.from({ length: m }, (_, i) => i)
          .filter((i) => (set >> i) & 1)
          .reduce((sign, i) => sign * (isMember(coalitions[2 * q]!, i) ? 1 : -1), 1);
      return x[0]!.findIndex((_, i) => x.every((row, q) => row[i] === product(q)));
    });
    sets.forEach((set, k) => {
      const game = Float64Array.from({ length: 2 ** m }, (_, bits) => {
        const outside = (set & ~bits).toString(2).replaceAll('0', '').length;
        return outside % 2 === 0 ? 1 : -1;
      });
      const exact = shapleyValues(game, m);
      exact.forEach((value, i) => {
        expect(terms.shareOf(i)[places[k]!]).toBeCloseTo(value, 12);
      });
    });
  });

  it('gives the Shapley values of any game of order four, from a part of the coalitions', () => {
    const m = 11;
    const held = (bits: number, i: number): number => (bits >> (i % m)) & 1;
    const game = Float64Array.from({ length: 2 ** m }, (_, bits) =>
      Array.from({ length: m }, (_, i) => {
        const [a, b, c, d] = [0, 1, 3, 7].map((step) => held(bits, i + step)) as [number, number, number, number];
        return a * (i - 3) + a * b * c * (i % 4) - a * b * c * d * 2;
      }).reduce((sum, value) => sum + value, 0),
    );
    const drawn = design(m, 600);
    const solver = kernelSolver(drawn, m);
    const worth = drawn.coalitions.map((coalition) => game[coalition[0]!]!);
    const found = solver.solve(worth, game[0]!, game.at(-1)!);
    shapleyValues(game, m).forEach((value, i) => {
      expect(Math.abs(found[i]! - value)).toBeLessThan(1e-9);
    });
    for (const error of standardErrorsOf(solver.covariance(worth, game[0]!, game.at(-1)!), m)) {
      expect(error).toBeLessThan(1e-9);
    }
  });

  it('states errors that cover, in 93 to 97.5 % of 100 runs', () => {
    const m = 11;
    const game = Float64Array.from({ length: 2 ** m }, (_, bits) => {
      const held = (i: number): number => (bits >> (i % m)) & 1;
      return logistic(
        Array.from({ length: m }, (_, i) => held(i) * (i - 4) * 0.2 + held(i) * held(i + 1) * held(i + 5) * 0.9).reduce(
          (sum, value) => sum + value,
          0,
        ),
      );
    });
    const exact = shapleyValues(game, m);
    let inside = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const drawn = design(m, 800, seed);
      const solver = kernelSolver(drawn, m);
      const worth = drawn.coalitions.map((coalition) => game[coalition[0]!]!);
      const found = solver.solve(worth, game[0]!, game.at(-1)!);
      const errors = standardErrorsOf(solver.covariance(worth, game[0]!, game.at(-1)!), m);
      found.forEach((value, i) => {
        if (Math.abs(value - exact[i]!) <= 1.965 * errors[i]!) inside += 1;
      });
    }
    expect(inside / (100 * m)).toBeGreaterThan(0.93);
    expect(inside / (100 * m)).toBeLessThan(0.975);
  });
});

describe('peers', () => {
  const m = 14;
  const marginOf = (row: readonly number[]): number =>
    fixture.trees.reduce((sum, tree) => {
      let node = 0;
      while (tree.feature[node]! >= 0) {
        node = (row[tree.feature[node]!]! <= tree.threshold[node]! ? tree.left : tree.right)[node]!;
      }
      return sum + tree.value[node]!;
    }, fixture.base);

  const [x] = fixture.instances as [number[]];
  const margins = Array.from({ length: 2 ** m }, (_, bits) =>
    fixture.background.map((row) => marginOf(row.map((value, i) => ((bits >> i) & 1 ? x[i]! : value)))),
  );
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const tables: Record<string, Float64Array> = {
    margin: Float64Array.from(margins, mean),
    probability: Float64Array.from(margins, (values) => mean(values.map(logistic))),
  };

  it.each(fixture.runs.filter(({ instance }) => instance === 0))(
    'errs less than Python shap $space, $nsamples coalitions, l1 $l1',
    ({ space, nsamples, l1, attributions }) => {
      const table = tables[space]!;
      const exact = shapleyValues(table, m);
      const rootMeanSquare = (runs: ArrayLike<number>[]): number =>
        Math.sqrt(mean(runs.map((run) => exact.reduce((sum, value, i) => sum + (run[i]! - value) ** 2, 0))));
      const ours = attributions.map((_, seed) => {
        const drawn = design(m, nsamples / 2, seed + 1);
        const worth = drawn.coalitions.map((coalition) => table[coalition[0]!]!);
        expect(drawn.coalitions.length).toBeLessThanOrEqual(nsamples);
        return kernelSolver(drawn, m).solve(worth, table[0]!, table.at(-1)!);
      });
      // At the budget that shap takes by default, at most half; below it there is no room for terms of order three.
      const bar = nsamples === 2 * m + 2048 ? 0.5 : 1;
      expect(rootMeanSquare(ours) / rootMeanSquare(attributions), l1).toBeLessThan(bar);
    },
  );
});
