import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeShap } from '../../src/attribution/tree-shap.ts';
import { bruteForce } from '../_support/brute-force.ts';
import { expectClose } from '../_support/explain-function.ts';
import { type Split, scoreOf, type Tree, treeSum } from '../_support/small-trees.ts';

/** Means over the background rows. */
function explained(
  trees: readonly Tree[],
  x: readonly number[],
  rows: readonly (readonly number[])[],
  players = x.map((_, i) => i),
) {
  const m = Math.max(-1, ...players) + 1;
  const game = { trees: treeSum(trees), instance: x, background: rows.flat(), rows: rows.length, players, m };
  const found = treeShap(game);
  expect(found).toHaveLength(rows.length * m);
  return Array.from({ length: m }, (_, i) => rows.reduce((sum, _, row) => sum + found[row * m + i]!, 0) / rows.length);
}

const leq = (feature: number, threshold: number, whenTrue: Tree, whenFalse: Tree): Split => ({
  ...{ feature, threshold, whenTrue, whenFalse },
});

describe('known answers', () => {
  const both = leq(0, 0.5, 0, leq(1, 0.5, 0, 80));
  const corners = [0, 1].flatMap((a) => [0, 1].map((b) => [a, b]));
  it.each([
    { x: [0, 0], values: [-10, -10] },
    { x: [0, 1], values: [-30, 10] },
    { x: [1, 0], values: [10, -30] },
    { x: [1, 1], values: [30, 30] },
  ])('a tree of two conditions at $x', ({ x, values }) => {
    expectClose(explained([both], x, corners), values, 1e-13);
  });

  it('exclusive or shares alike', () => {
    const xor = leq(0, 0.5, leq(1, 0.5, 0, 1), leq(1, 0.5, 1, 0));
    const rows = [
      [0, 0],
      [1, 1],
    ];
    expectClose(explained([xor], [1, 0], rows), [0.5, 0.5], 1e-15);
  });

  it('a tree of one condition at a missing value, which goes with small ones', () => {
    const tree: Split = { ...leq(0, 50, 1, 0), missingIsTrue: true };
    const rows = [[1], [100], [100], [100], [100]];
    expectClose(explained([tree], [Number.NaN], rows), [4 / 5], 1e-15);
    expectClose(explained([tree], [100], [[Number.NaN], [100], [100], [100], [100]]), [-1 / 5], 1e-15);
  });

  it('columns of one player change together', () => {
    const cube = leq(0, 0.5, 0, leq(1, 0.5, 0, leq(2, 0.5, 0, 6)));
    expectClose(explained([cube], [1, 1, 1], [[0, 0, 0]]), [2, 2, 2], 1e-15);
    expectClose(explained([cube], [1, 1, 1], [[0, 0, 0]], [0, 0, 1]), [3, 3], 1e-15);
  });
});

/** Small numbers that often meet thresholds exactly, and missing values. */
const number = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 2 }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);

function trees(features: number): fc.Arbitrary<Tree> {
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof({ depthSize: 'large', maxDepth: 5, withCrossShrink: true }, fc.integer({ min: -9, max: 9 }), {
      weight: 5,
      arbitrary: fc.record({
        feature: fc.integer({ min: 0, max: features - 1 }),
        mode: fc.integer({ min: 0, max: 6 }),
        threshold: fc.integer({ min: -2, max: 2 }),
        missingIsTrue: fc.boolean(),
        members: fc.array(fc.integer({ min: -2, max: 2 }), { maxLength: 3 }),
        whenTrue: tie('tree'),
        whenFalse: tie('tree'),
      }),
    }),
  }));
  return tree;
}

const WIDTH = 5;
const game = fc.record({
  ensemble: fc.array(trees(WIDTH), { minLength: 1, maxLength: 3 }),
  x: fc.array(number, { minLength: WIDTH, maxLength: WIDTH }),
  rows: fc.array(fc.array(number, { minLength: WIDTH, maxLength: WIDTH }), { minLength: 1, maxLength: 4 }),
  // Each feature's player; not all of them need have features.
  players: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: WIDTH, maxLength: WIDTH }),
});
const score =
  (ensemble: readonly Tree[]) =>
  (row: readonly number[]): number =>
    ensemble.reduce<number>((sum, tree) => sum + scoreOf(tree, row), 0);

describe('of any trees', () => {
  it('is what the definition gives, feature by feature, with every comparison and missing values', () => {
    fc.assert(
      fc.property(game, ({ ensemble, x, rows }) => {
        expectClose(explained(ensemble, x, rows), bruteForce(score(ensemble), x, rows), 1e-9);
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('is what the definition gives for groups of features', () => {
    fc.assert(
      fc.property(game, ({ ensemble, x, rows, players }) => {
        const m = Math.max(...players) + 1;
        // A player's part of a hybrid row is the instance's (1) or the background row's (0).
        const against = rows.map((row) => {
          const hybrid = (members: readonly number[]): number =>
            score(ensemble)(row.map((value, i) => (members[players[i]!] === 1 ? x[i]! : value)));
          return bruteForce(hybrid, Array(m).fill(1), [Array(m).fill(0)]);
        });
        const mean = Array.from(
          { length: m },
          (_, i) => against.reduce((sum, each) => sum + each[i]!, 0) / rows.length,
        );
        expectClose(explained(ensemble, x, rows, players), mean, 1e-9);
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it('adds up, row by row, to the difference of the scores', () => {
    fc.assert(
      fc.property(game, ({ ensemble, x, rows, players }) => {
        for (const row of rows) {
          const sum = explained(ensemble, x, [row], players).reduce((total, each) => total + each, 0);
          expect(sum).toBeCloseTo(score(ensemble)(x) - score(ensemble)(row), 9);
        }
      }),
      { seed: 13, numRuns: 100 },
    );
  });
});

describe('at the edges', () => {
  it('a tree of one leaf gives nobody anything', () => {
    expect(explained([5], [1, 2], [[3, 4]])).toEqual([0, 0]);
  });

  it('no background rows, no players: no values', () => {
    const about = { trees: treeSum([leq(0, 0, 1, 2)]), instance: [1], background: [], players: [0] };
    expect(treeShap({ ...about, rows: 0, m: 1 })).toHaveLength(0);
    expect(treeShap({ ...about, background: [0], rows: 1, m: 0 })).toHaveLength(0);
  });

  it('a chain of forty features, each with a player of its own, is shared as the definition says', () => {
    const depth = 40;
    const chain = Array.from({ length: depth }, (_, i) => i).reduceRight<Tree>((below, i) => leq(i, 0.5, 0, below), 40);
    const ones = Array<number>(depth).fill(1);
    expectClose(explained([chain], ones, [Array<number>(depth).fill(0)]), ones, 1e-12);
  });

  it('infinite values compare as numbers do', () => {
    const tree = leq(0, 0, leq(1, 0, 1, 2), leq(1, 0, 4, 8));
    const x = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const rows = [[-1, 1]];
    expectClose(
      explained([tree], x, rows),
      bruteForce((row) => scoreOf(tree, row), x, rows),
      1e-12,
    );
  });
});
