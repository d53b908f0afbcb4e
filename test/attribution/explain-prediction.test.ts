import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainPrediction, type NumericAttribution, type Question } from '../../src/attribution/explain-prediction.ts';
import type { Player } from '../../src/attribution/players.ts';
import { silent } from '../../src/core/run-context.ts';
import { logistic } from '../../src/numeric/logistic.ts';
import { bruteForce } from '../_support/brute-force.ts';

type Score = (row: readonly number[]) => number;

interface Options {
  players?: number[][];
  rowBudget?: number;
  seed?: string;
  poolRows?: number;
}

/** Explains a plain function, whose rows are what float32 leaves of them. */
function explain(
  score: Score,
  x: readonly number[],
  background: readonly (readonly number[])[],
  options: Options = {},
): Promise<NumericAttribution> {
  const columns = options.players ?? x.map((_, column) => [column]);
  const question: Question = {
    predict: async (rows, n) =>
      Float64Array.from({ length: n }, (_, row) => score([...rows.subarray(row * x.length, (row + 1) * x.length)])),
    spaces: ['probability'],
    instance: Float32Array.from(x),
    background: Float32Array.from(background.flat()),
    backgroundRows: background.length,
    poolRows: options.poolRows ?? background.length,
    players: columns.map((each, index): Player => ({ name: `p${index}`, label: `p${index}`, columns: each })),
    seed: options.seed ?? '0123456789abcdef0123456789abcdef',
    rowBudget: options.rowBudget ?? 400_000,
    cutoff: 0.5,
    context: { signal: new AbortController().signal, progress: silent },
  };
  return explainPrediction(question);
}

const phi = (found: NumericAttribution): number[] =>
  found.spaces[0]!.attributions.map(({ attribution }) => attribution);
const base = (found: NumericAttribution): number => found.spaces[0]!.baseValue;

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of actual.entries()) expect(Math.abs(value - expected[index]!)).toBeLessThanOrEqual(tolerance);
}

const iris: Score = ([a, b, c, d]) => logistic(-1.6689 - 0.1991 * a! + 0.3426 * b! + 0.0478 * c! + 1.03745 * d!);
const irisBackground = [
  [5.8, 2.8, 5.1, 2.4],
  [5.8, 2.7, 5.1, 1.9],
  [7.2, 3.6, 6.1, 2.5],
  [6.2, 2.8, 4.8, 1.8],
  [4.9, 3.1, 1.5, 0.1],
];
const irisX = [4.8, 3.8, 2.1, 5.4];

describe('known answers', () => {
  // Recomputed by enumeration in float64; here the inputs are float32, hence 1e-6.
  it('logistic model against five rows (Python shap 0.51)', async () => {
    const found = await explain(iris, irisX, irisBackground);
    expect(base(found)).toBeCloseTo(0.550413450687, 6);
    expectClose(phi(found), [0.025707584238, 0.03092020404, -0.013235740356, 0.393822987038], 1e-6);
  });

  it('the same against one row', async () => {
    const found = await explain(iris, irisX, irisBackground.slice(0, 1));
    expectClose(phi(found), [0.020660748464, 0.035242534035, -0.015181027693, 0.242314534776], 1e-6);
  });

  it('a column that does not vary gets exactly 0', async () => {
    const found = await explain(iris, irisX, [[4.8, 2.8, 2.1, 3.3]]);
    expectClose(phi(found), [0, 0.020094599762, 0, 0.102392618851], 1e-6);
    expect([phi(found)[0], phi(found)[2]]).toEqual([0, 0]);
    expect(found.varyingPlayers).toBe(2);
  });

  it('exclusive or shares alike', async () => {
    const xor: Score = ([a, b]) => (a === b ? 0 : 1);
    const found = await explain(
      xor,
      [1, 0],
      [
        [0, 0],
        [1, 1],
      ],
    );
    expectClose([base(found), ...phi(found)], [0, 0.5, 0.5], 1e-15);
  });

  it('a maximum, with a column that the model does not read', async () => {
    const found = await explain(
      ([a, b]) => Math.max(a!, b!),
      [3, 5, 9],
      [
        [0, 0, 0],
        [4, 1, 2],
      ],
    );
    expectClose([base(found), ...phi(found)], [2, 0.5, 2.5, 0], 1e-14);
  });

  it('replicated rows weigh as often as they stand there', async () => {
    const found = await explain(
      ([a, b, c]) => a! * b! + Math.exp(c!),
      [1, 2, 1],
      [
        [0, 1, 0],
        [0, 1, 0],
        [0, 1, 0],
        [2, -1, 0.5],
      ],
    );
    expectClose(phi(found), [1, 1.5, 1.5561015108], 1e-9);
  });

  it('one-hot columns played apart, and together', async () => {
    const score: Score = ([r, g, b, inc]) => r! + 2 * g! + 4 * b! + inc! * g!;
    const rows = [
      [1, 0, 0, 10],
      [0, 0, 1, 20],
      [1, 0, 0, 30],
      [0, 1, 0, 40],
    ];
    expectClose(phi(await explain(score, [0, 1, 0, 5], rows)), [-0.5, 10.875, -1, -14.375], 1e-12);
    const grouped = await explain(score, [0, 1, 0, 5], rows, { players: [[0, 1, 2], [3]] });
    expectClose([base(grouped), ...phi(grouped)], [12, 9.375, -14.375], 1e-12);
  });

  it('a group is a player of its own, not the sum of its columns', async () => {
    const score: Score = ([, b, c, d]) => 6 * b! * c! * d!;
    expectClose(phi(await explain(score, [1, 1, 1, 1], [[0, 0, 0, 0]])), [0, 2, 2, 2], 1e-14);
    expectClose(phi(await explain(score, [1, 1, 1, 1], [[0, 0, 0, 0]], { players: [[0, 1, 2], [3]] })), [3, 3], 1e-14);
  });

  it('columns are compared exactly, so that large numbers that differ little still vary', async () => {
    const found = await explain(
      ([a, b]) => (a! - 1_000_000) / 10 + b!,
      [1_000_090, 3],
      [
        [1_000_000, 0],
        [1_000_020, 1],
      ],
    );
    expectClose(phi(found), [8, 2.5], 1e-9);
  });
});

describe('laws', () => {
  const cell = fc.integer({ min: -3, max: 3 });
  const setting = fc.integer({ min: 1, max: 5 }).chain((width) =>
    fc.record({
      x: fc.array(cell, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      weights: fc.array(cell, { minLength: width * width, maxLength: width * width }),
    }),
  );
  const scoreOf =
    (weights: readonly number[], width: number): Score =>
    (row) =>
      logistic(
        row.reduce(
          (sum, a, i) =>
            sum + row.reduce((inner, b, j) => inner + weights[i * width + j]! * a * b * 0.1, weights[i]! * a),
          0,
        ),
      );

  it('equals brute-force enumeration to 1e-9', async () => {
    await fc.assert(
      fc.asyncProperty(setting, async ({ x, rows, weights }) => {
        const score = scoreOf(weights, x.length);
        expectClose(phi(await explain(score, x, rows)), bruteForce(score, x, rows), 1e-9);
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('the order of columns does not matter', async () => {
    await fc.assert(
      fc.asyncProperty(setting, async ({ x, rows, weights }) => {
        const score = scoreOf(weights, x.length);
        const mirrored = await explain(
          (row) => score([...row].reverse()),
          [...x].reverse(),
          rows.map((row) => [...row].reverse()),
        );
        expectClose(phi(mirrored).reverse(), phi(await explain(score, x, rows)), 1e-12);
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  it('the group of all columns gets all of the difference', async () => {
    const found = await explain(iris, irisX, irisBackground, { players: [[0, 1, 2, 3]] });
    expect(phi(found)[0]).toBeCloseTo(found.spaces[0]!.value - base(found), 12);
  });
});

describe('edges', () => {
  it('nothing varies: all values are 0', async () => {
    const found = await explain(iris, irisX, [irisX, irisX]);
    expect(phi(found)).toEqual([0, 0, 0, 0]);
    expect(base(found)).toBe(found.spaces[0]!.value);
  });

  it('a constant model gives 0 to everyone', async () => {
    expect(phi(await explain(() => 0.3, irisX, irisBackground))).toEqual([0, 0, 0, 0]);
  });

  it('an empty background is refused', async () => {
    await expect(explain(iris, irisX, [])).rejects.toMatchObject({ code: 'analysis/background-empty' });
  });

  it('a missing value equals a missing value', async () => {
    const found = await explain(([a, b]) => (Number.isNaN(a!) ? 1 : 0) + b!, [Number.NaN, 2], [[Number.NaN, 1]]);
    expectClose(phi(found), [0, 1], 1e-15);
  });

  it('equal rows are scored once', async () => {
    const found = await explain(iris, irisX, [irisX, [4.8, 3.8, 2.1, 0]]);
    expect(found.rowsScored).toBe(1 + 2);
    expect(found.rowsNeeded).toBe(4);
  });
});

describe('sampled coalitions', () => {
  const width = 14;
  const x = Array.from({ length: width }, (_, i) => (i % 3) - 1);
  const rows = [Array.from({ length: width }, () => 0.5), Array.from({ length: width }, (_, i) => ((i * 5) % 7) / 3)];
  const curved: Score = (row) =>
    logistic(
      row.reduce(
        (sum, value, i) =>
          sum + value * (i % 2 ? 0.4 : -0.3) + (row[(i + 1) % width]! * value * row[(i + 2) % width]!) / 3,
        0,
      ),
    );

  it('is exact for a model of second order (pairing)', async () => {
    const quadratic: Score = (row) =>
      row.reduce((sum, value, i) => sum + value * (i + 1) + value * row[(i + 3) % width]!, 0);
    const found = await explain(quadratic, x, rows, { rowBudget: 800 });
    expect(found.engine).toBe('kernel-shap');
    expectClose(phi(found), phi(await explain(quadratic, x, rows)), 1e-9);
  });

  it('errs no more than its standard errors say', async () => {
    const exact = phi(await explain(curved, x, rows));
    let inside = 0;
    const seeds = 40;
    for (let seed = 1; seed <= seeds; seed += 1) {
      const found = await explain(curved, x, rows, { rowBudget: 1200, seed: seed.toString(16).padStart(32, '0') });
      found.spaces[0]!.attributions.forEach(({ attribution, standardError }, i) => {
        expect(standardError).toBeGreaterThan(0);
        if (Math.abs(attribution - exact[i]!) <= 1.97 * standardError) inside += 1;
      });
    }
    const coverage = inside / (seeds * width);
    expect(coverage).toBeGreaterThan(0.92);
    expect(coverage).toBeLessThan(0.98);
  });

  it('comes to the exact answer when the budget does', async () => {
    const exact = phi(await explain(curved, x, rows));
    const errors = await Promise.all(
      [800, 4000, 20_000].map(async (rowBudget) => {
        const found = phi(await explain(curved, x, rows, { rowBudget }));
        return Math.hypot(...found.map((value, i) => value - exact[i]!));
      }),
    );
    expect(errors[1]).toBeLessThan(errors[0]!);
    expect(errors[2]).toBeLessThan(errors[1]!);
  });

  it('the same seed gives the same bits, another seed others', async () => {
    const run = async (seed: string): Promise<number[]> =>
      phi(await explain(curved, x, rows, { rowBudget: 800, seed }));
    expect(await run('00000000000000000000000000000001')).toEqual(await run('00000000000000000000000000000001'));
    expect(await run('00000000000000000000000000000001')).not.toEqual(await run('00000000000000000000000000000002'));
  });

  it('refuses when the budget allows too few coalitions', async () => {
    await expect(explain(curved, x, rows, { rowBudget: 100 })).rejects.toMatchObject({ code: 'analysis/row-budget' });
  });

  it('plays two hundred features within its budget', async () => {
    const wide = Array.from({ length: 200 }, (_, i) => i % 2);
    const found = await explain(
      (row) => row.reduce((sum, value, i) => sum + value * i, 0),
      wide,
      [wide.map(() => 0.5)],
      { rowBudget: 3000 },
    );
    expect(found.rowsScored).toBeLessThanOrEqual(3002);
    expectClose(
      phi(found),
      wide.map((value, i) => (value - 0.5) * i),
      1e-8,
    );
  });
});
