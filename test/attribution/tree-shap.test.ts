import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeShap } from '../../src/attribution/tree-shap.ts';
import { bruteForce } from '../_support/brute-force.ts';
import { COMPARISONS, type Tree, treeSum, walk } from '../_support/trees.ts';

/** Mean attributions over the background. */
function explain(
  trees: readonly Tree[],
  x: readonly number[],
  background: readonly (readonly number[])[],
  owner: readonly number[] = x.map((_, column) => column),
): number[] {
  const m = Math.max(...owner) + 1;
  const rows = background.length;
  const flat = treeShap({ trees: treeSum(trees), instance: x, background: background.flat(), rows, players: owner, m });
  return Array.from(
    { length: m },
    (_, i) => Array.from({ length: rows }, (_, row) => flat[row * m + i]!).reduce((sum, phi) => sum + phi, 0) / rows,
  );
}

/** The same from the definition; players are groups of columns that change together. */
function expected(
  trees: readonly Tree[],
  x: readonly number[],
  background: readonly (readonly number[])[],
  owner: readonly number[] = x.map((_, column) => column),
): number[] {
  const players = Math.max(...owner) + 1;
  const indices = Array.from({ length: players }, (_, player) => player);
  const against = background.map((row) => {
    // A player is 1 with the values of x and 0 with those of the row.
    const score = (members: readonly number[]): number =>
      trees.reduce<number>(
        (sum, tree) =>
          sum +
          walk(
            tree,
            x.map((value, k) => (members[owner[k]!] === 1 ? value : row[k]!)),
          ),
        0,
      );
    return bruteForce(
      score,
      indices.map(() => 1),
      [indices.map(() => 0)],
    );
  });
  return indices.map((i) => against.reduce((sum, phi) => sum + phi[i]!, 0) / against.length);
}

const and: Tree = {
  ...{ column: 0, compare: 'gt', threshold: 0.5, no: 0 },
  yes: { column: 1, compare: 'gt', threshold: 0.5, yes: 80, no: 0 },
};
const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

describe('treeShap', () => {
  it.each([
    [
      [0, 0],
      [-10, -10],
    ],
    [
      [0, 1],
      [-30, 10],
    ],
    [
      [1, 0],
      [10, -30],
    ],
    [
      [1, 1],
      [30, 30],
    ],
  ])('at %j of an AND tree is %j, as in the tests of Python shap', (x, phi) => {
    expect(explain([and], x, corners)).toEqual(phi);
  });

  it('shares what only two inputs together do', () => {
    const xor: Tree = {
      ...{ column: 0, compare: 'gt', threshold: 0.5 },
      yes: { column: 1, compare: 'gt', threshold: 0.5, yes: 0, no: 1 },
      no: { column: 1, compare: 'gt', threshold: 0.5, yes: 1, no: 0 },
    };
    expect(
      explain(
        [xor],
        [1, 0],
        [
          [0, 0],
          [1, 1],
        ],
      ),
    ).toEqual([0.5, 0.5]);
  });

  it('lets a missing value go where the tree sends it', () => {
    const tree: Tree = { column: 0, compare: 'leq', threshold: 50, missing: true, yes: 1, no: 0 };
    const others = [[100], [100], [100], [100], [1]];
    expect(explain([tree], [Number.NaN], others)[0]).toBeCloseTo(4 / 5, 15);
    expect(explain([tree], [100], [[Number.NaN], [100], [100], [100], [100]])[0]).toBeCloseTo(-1 / 5, 15);
  });

  it('gives nothing to an input that no tree tests, and nothing to what does not differ', () => {
    expect(explain([and], [1, 1, 7], [[0, 1, 3]])).toEqual([80, 0, 0]);
  });

  const value = fc.constantFrom(-1, 0, 0.5, 1, 2, Number.NaN);
  const tree = (depth: number): fc.Arbitrary<Tree> =>
    depth === 0
      ? fc.integer({ min: -8, max: 8 })
      : fc.oneof(
          { weight: 1, arbitrary: fc.integer({ min: -8, max: 8 }) },
          {
            weight: 4,
            arbitrary: fc.record({
              column: fc.nat(5),
              compare: fc.constantFrom(...COMPARISONS),
              threshold: fc.constantFrom(0, 0.5, 1),
              missing: fc.boolean(),
              yes: tree(depth - 1),
              no: tree(depth - 1),
            }),
          },
        );
  const row = fc.array(value, { minLength: 6, maxLength: 6 });

  it('equals the definition for trees of every comparison, repeated inputs, missing values and players of several inputs', () => {
    const owners = fc.constantFrom([0, 1, 2, 3, 4, 5], [0, 0, 1, 2, 2, 3], [0, 1, 0, 1, 0, 1]);
    fc.assert(
      fc.property(
        fc.array(tree(5), { minLength: 1, maxLength: 3 }),
        row,
        fc.array(row, { minLength: 1, maxLength: 3 }),
        owners,
        (trees, x, background, owner) => {
          const wanted = expected(trees, x, background, owner);
          explain(trees, x, background, owner).forEach((phi, i) => {
            expect(Math.abs(phi - wanted[i]!)).toBeLessThan(1e-9);
          });
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });

  it('gives each background row what it gets alone', () => {
    const game = { trees: treeSum([and]), instance: [1, 1], players: [0, 1], m: 2 };
    const together = treeShap({ ...game, background: [0, 0, 0, 1, 1, 0], rows: 3 });
    const apart = [
      [0, 0],
      [0, 1],
      [1, 0],
    ].flatMap((background) => [...treeShap({ ...game, background, rows: 1 })]);
    expect([...together]).toEqual(apart);
    expect(apart).toEqual([40, 40, 80, 0, 0, 80]);
  });
});
