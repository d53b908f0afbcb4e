import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logistic } from '../../src/numeric/logistic.ts';
import { bruteForce } from '../_support/brute-force.ts';
import {
  base,
  expectClose,
  explain,
  iris,
  irisBackground,
  irisX,
  phi,
  type Score,
} from '../_support/explain-function.ts';

describe('explainPrediction', () => {
  it('nothing varies: all values are 0', async () => {
    const found = await explain(iris, irisX, [irisX, irisX]);
    expect(phi(found)).toEqual([0, 0, 0, 0]);
    expect(base(found)).toBe(found.spaces[0]!.value);
  });

  it('a constant model gives 0 to everyone', async () => {
    expect(phi(await explain(() => 0.3, irisX, irisBackground))).toEqual([0, 0, 0, 0]);
  });

  it('one player gets the whole difference, of one row too', async () => {
    const found = await explain(([a]) => a! ** 2, [3], [[1]]);
    expectClose([base(found), ...phi(found)], [1, 8], 0);
    expect(found).toMatchObject({ varyingPlayers: 1, coalitions: 2, crossChecks: [] });
    expect(found.spaces[0]!.attributions[0]!.backgroundStandardError).toBeNull();
  });

  it('two players split what they do together', async () => {
    const found = await explain(([a, b]) => a! * b!, [3, 4], [[0, 0]]);
    expectClose(phi(found), [6, 6], 0);
    expect(found.crossChecks).toHaveLength(2);
    for (const { maxAbsDifference } of found.crossChecks) expect(maxAbsDifference).toBeLessThan(1e-12);
  });

  it('negative and positive zero are one value; infinities are values like others', async () => {
    const found = await explain(
      ([a, b]) => (a === Number.POSITIVE_INFINITY ? 1 : 0) + b!,
      [Number.POSITIVE_INFINITY, -0],
      [
        [0, 0],
        [Number.POSITIVE_INFINITY, 0],
      ],
    );
    expect(found.varyingPlayers).toBe(1);
    expectClose(phi(found), [0.5, 0], 1e-15);
  });

  it('a score that is no number is refused', async () => {
    await expect(explain(([a]) => (a === 2 ? Number.NaN : 0), [2], [[1]])).rejects.toMatchObject({
      code: 'model/non-finite-score',
    });
  });

  it('a margin that is infinite somewhere is left out beside the probability, and that is said', async () => {
    const step: Score = ([a]) => (a! > 1 ? 1 : 0.5);
    const found = await explain(step, [2], [[0]], { margin: (row) => Math.log(step(row) / (1 - step(row))) });
    expect(found.spaces.map(({ space }) => space)).toEqual(['probability']);
    expect(found.engineReason).toMatch(/no margin is given, because it is infinite at the score of some row/);
    expectClose(phi(found), [0.5], 1e-15);
    const edge = await explain(() => 0.5, [2], [[0]], { margin: () => 0, cutoff: 1 });
    expect(edge.spaces.map(({ space }) => space)).toEqual(['probability']);
    expect(edge.engineReason).toMatch(/infinite at the cut-off/);
  });

  it('features that share an input, or leave one out, are refused', async () => {
    for (const players of [[[0, 1], [1]], [[0]]]) {
      await expect(explain(([a, b]) => a! + b!, [1, 1], [[0, 0]], { players })).rejects.toMatchObject({
        code: 'analysis/players-overlap',
      });
    }
  });

  it('a background that is cut off is refused', async () => {
    await expect(explain(iris, irisX, [[1, 2, 3]])).rejects.toMatchObject({ code: 'analysis/background-shape' });
  });

  it('stops at once when interrupted', async () => {
    const abort = new AbortController();
    let batches = 0;
    const onBatch = (): void => {
      batches += 1;
      abort.abort();
    };
    const wide = Array.from({ length: 14 }, () => 1);
    const job = explain((row) => row[0]!, wide, [wide.map(() => 0)], { signal: abort.signal, onBatch });
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
    expect(batches).toBe(1);
  });

  it('scores a small batch first, by which to tell the speed, then batches of at most 4096 rows, and is right beyond the first', async () => {
    const sizes: number[] = [];
    const wide = Array.from({ length: 14 }, (_, i) => i);
    const found = await explain((row) => row.reduce((sum, v, i) => sum + v * (i - 5), 0), wide, [wide.map(() => -1)], {
      onBatch: (rows) => sizes.push(rows),
    });
    expect(sizes).toEqual([256, 4096, 4096, 4096, 3840]);
    expectClose(
      phi(found),
      wide.map((value, i) => (value + 1) * (i - 5)),
      1e-9,
    );
  });

  it('an empty background is refused', async () => {
    await expect(explain(iris, irisX, [])).rejects.toMatchObject({ code: 'analysis/background-empty' });
  });

  it('a missing value equals a missing value', async () => {
    const found = await explain(([a, b]) => (Number.isNaN(a!) ? 1 : 0) + b!, [Number.NaN, 2], [[Number.NaN, 1]]);
    expect(found.varyingPlayers).toBe(1);
    expectClose(phi(found), [0, 1], 1e-15);
  });

  it('equal rows are scored once', async () => {
    const found = await explain(iris, irisX, [irisX, [4.8, 3.8, 2.1, 0]]);
    expect(found.rowsScored).toBe(1 + 2);
    expect(found.rowsNeeded).toBe(4);
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

  it('base value and attributions add up to the score, up to what rounding leaves', async () => {
    await fc.assert(
      fc.asyncProperty(setting, async ({ x, rows, weights }) => {
        const score = scoreOf(weights, x.length);
        const found = await explain(score, x, rows);
        expect(found.spaces[0]!.value).toBeCloseTo(score(x), 12);
        expect(Math.abs(found.spaces[0]!.residual)).toBeLessThan(1e-9);
      }),
      { seed: 9, numRuns: 60 },
    );
  });

  it('columns of one role and one value get one share; a column that the model does not read gets exactly 0', async () => {
    await fc.assert(
      fc.asyncProperty(setting, async ({ x, rows, weights }) => {
        const score = scoreOf(weights, x.length);
        const twin: Score = ([first, second, , ...rest]) => score([first! + second!, ...rest]);
        const found = phi(
          await explain(
            twin,
            [x[0]!, x[0]!, 9, ...x.slice(1)],
            rows.map((row) => [row[0]!, row[0]!, 0, ...row.slice(1)]),
          ),
        );
        expect(Math.abs(found[0]! - found[1]!)).toBeLessThan(1e-12);
        expect(found[2]).toBe(0);
      }),
      { seed: 10, numRuns: 60 },
    );
  });

  it('is linear in the score', async () => {
    await fc.assert(
      fc.asyncProperty(setting, cell, cell, async ({ x, rows, weights }, a, b) => {
        const one = scoreOf(weights, x.length);
        const other: Score = (row) => row.reduce((product, value) => product * (value + 1), 1);
        const apart = [phi(await explain(one, x, rows)), phi(await explain(other, x, rows))];
        const together = phi(await explain((row) => a * one(row) + b * other(row), x, rows));
        expectClose(
          together,
          apart[0]!.map((value, i) => a * value + b * apart[1]![i]!),
          1e-8,
        );
      }),
      { seed: 12, numRuns: 40 },
    );
  });

  it('rows given twice change nothing; halves of a background average to the whole', async () => {
    await fc.assert(
      fc.asyncProperty(setting, async ({ x, rows, weights }) => {
        const score = scoreOf(weights, x.length);
        const whole = phi(await explain(score, x, rows));
        expectClose(phi(await explain(score, x, [...rows, ...rows])), whole, 1e-12);
        const alone = await Promise.all(rows.map(async (row) => phi(await explain(score, x, [row]))));
        expectClose(
          whole.map((_, i) => alone.reduce((sum, values) => sum + values[i]!, 0) / rows.length),
          whole,
          1e-12,
        );
      }),
      { seed: 13, numRuns: 40 },
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
