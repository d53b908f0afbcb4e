import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapleyValues } from '../../src/attribution/full-enumeration.ts';
import { kernelSolver, standardErrorsOf } from '../../src/attribution/kernel-shap.ts';
import { pairedDesign } from '../../src/attribution/paired-design.ts';
import { logistic } from '../../src/numeric/logistic.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';
import { expectClose, explain, phi, type Score } from '../_support/explain-function.ts';

const seedOf = (n: number): string => n.toString(16).padStart(32, '0');
const width = 14;
const x = Array.from({ length: width }, (_, i) => (i % 3) - 1);
const people = (count: number): number[][] =>
  Array.from({ length: count }, (_, row) =>
    Array.from({ length: width }, (_, i) => (((row + 2) * (i + 3) * 7) % 23) / 9),
  );
const curved: Score = (row) =>
  logistic(
    row.reduce(
      (sum, value, i) =>
        sum + value * (i % 2 ? 0.4 : -0.3) + (row[(i + 1) % width]! * value * row[(i + 2) % width]!) / 3,
      0,
    ),
  );

describe('explainBySampling', () => {
  it('stops when the answer is precise, well within the budget, and says so', async () => {
    const found = await explain(curved, x, people(3), { rowBudget: 40_000, precision: 0.05 });
    expect(found.effort).toMatchObject({ stopped: 'precise', topFourResolved: true, rowBudget: 40_000 });
    expect(found.effort!.relativeError).toBeLessThan(0.05);
    expect(found.rowsScored).toBeLessThan(30_000);
    expect(found.engineReason).toMatch(/then the largest standard error was below 5 % of the range/);
  });

  it('says that the budget was spent, and what is left in doubt', async () => {
    const found = await explain(curved, x, people(3), { rowBudget: 900 });
    expect(found.effort).toMatchObject({ stopped: 'budget', backgroundRows: 3 });
    expect(found.engineReason).toMatch(/then the budget was spent, the largest standard error being [\d.]+ % of/);
    expect(found.rowsScored).toBeLessThanOrEqual(900);
    expect(found.rowsScored).toBeGreaterThan(850);
  });

  it('goes on while the fourth place is in doubt', async () => {
    // The fourth and the fifth attribution differ by a thousandth of the range.
    const close: Score = (row) =>
      row.reduce((sum, value, i) => sum + value * [9, 8, 7, 5, 4.99, 1][Math.min(i, 5)]!, 0) +
      row[0]! * row[6]! * row[7]! * 0.3;
    const ones = x.map(() => 1);
    const low = await explain(close, ones, [x.map(() => 0)], { rowBudget: 3000 });
    const sure: Score = (row) => close(row) + 3 * row[3]!;
    const high = await explain(sure, ones, [x.map(() => 0)], { rowBudget: 3000 });
    expect(low.effort!.relativeError).toBeLessThan(0.01);
    expect(low.rowsScored).toBeGreaterThanOrEqual(high.rowsScored);
  });

  it('takes background rows from the reserve where drawing them is the larger doubt', async () => {
    const almostLinear: Score = (row) =>
      row.reduce((sum, value, i) => sum + value * (i + 1), 0) + row[0]! * row[1]! * row[2]! * 0.01;
    const pool = people(200);
    const found = await explain(almostLinear, x, pool, { rowBudget: 12_000, backgroundRows: 20, poolRows: 2000 });
    expect(found.engine).toBe('kernel-shap');
    expect(found.effort!.backgroundRows).toBeGreaterThan(20);
    expect(found.rowsScored).toBeLessThanOrEqual(12_000);
    const used = pool.slice(0, found.effort!.backgroundRows);
    const without = await explain(almostLinear, x, used, { rowBudget: 12_000, poolRows: 2000 });
    expect(found.spaces[0]!.baseValue).toBe(without.spaces[0]!.baseValue);
    const largest = (each: typeof found): number =>
      Math.max(...each.spaces[0]!.attributions.map(({ backgroundStandardError }) => backgroundStandardError!));
    const few = await explain(almostLinear, x, pool.slice(0, 20), { rowBudget: 12_000, poolRows: 2000 });
    expect(largest(found)).toBeLessThan(largest(few));
  });

  it('takes them where all coalitions are played, too, and no more than the budget allows', async () => {
    const score: Score = ([a, b, c]) => a! * b! + c!;
    const pool = Array.from({ length: 64 }, (_, i) => [i % 5, (i * 3) % 7, (i * 5) % 11]);
    const whole = await explain(score, [9, 9, 20], pool, { backgroundRows: 4 });
    expect(whole.effort).toMatchObject({ backgroundRows: 64, stopped: 'exhausted' });
    expectClose(phi(whole), phi(await explain(score, [9, 9, 20], pool)), 0);
    const part = await explain(score, [9, 9, 20], pool, { backgroundRows: 4, rowBudget: 100 });
    expect(part.engine).toBe('full-enumeration');
    expect(part.effort).toMatchObject({ backgroundRows: 12, stopped: 'budget' });
    expect(part.rowsScored).toBeLessThanOrEqual(100);
  });

  it('uses fewer background rows where the budget is too small for all, and says so', async () => {
    const wide = Array.from({ length: 40 }, (_, i) => i % 2);
    const pool = Array.from({ length: 100 }, (_, row) => wide.map((_, i) => ((row * (i + 1)) % 7) / 7));
    const found = await explain((row) => row.reduce((sum, value, i) => sum + value * i, 0), wide, pool, {
      rowBudget: 15_000,
    });
    expect(found.effort!.backgroundRows).toBeLessThan(100);
    expect(found.effort!.backgroundRows).toBeGreaterThanOrEqual(30);
    expect(found.engineReason).toMatch(/the budget allows \d+ of the 100 background rows/);
    expect(found.rowsScored).toBeLessThanOrEqual(15_000);
  });

  it('one player beyond the budget is refused, not guessed', async () => {
    await expect(explain(([a]) => a!, [1], [[0], [2]], { rowBudget: 3 })).rejects.toMatchObject({
      code: 'analysis/row-budget',
    });
  });

  it('states the joint covariance of all players: 0 for those that do not vary, and of the sum of all', async () => {
    const row = people(1)[0]!;
    row[4] = x[4]!;
    const found = await explain(curved, x, [row, [...row].reverse().map((value, i) => (i === 4 ? x[4]! : value))], {
      rowBudget: 1500,
    });
    const { covariance, attributions } = found.spaces[0]!;
    expect(covariance).toHaveLength((width * (width + 1)) / 2);
    const at = (i: number, j: number): number =>
      covariance![(Math.max(i, j) * (Math.max(i, j) + 1)) / 2 + Math.min(i, j)]!;
    const sum = x.reduce((total, _, i) => x.reduce((inner, _, j) => inner + at(i, j), total), 0);
    expect(Math.abs(sum)).toBeLessThan(1e-12);
    expect(x.map((_, j) => at(4, j))).toEqual(Array(width).fill(0));
    for (const [i, { standardError, backgroundStandardError }] of attributions.entries()) {
      expect(Math.sqrt(at(i, i))).toBeCloseTo(Math.hypot(standardError, backgroundStandardError!), 12);
    }
  });

  it('its 95 % intervals cover the exact values in 93 to 97 % of 500 runs', () => {
    const m = 12;
    const table = Float64Array.from({ length: 2 ** m }, (_, bits) => {
      const held = (i: number): number => (bits >> (i % m)) & 1;
      const sum = x
        .slice(0, m)
        .reduce((total, _, i) => total + held(i) * (i - 4) * 0.2 + held(i) * held(i + 1) * held(i + 5) * 0.9, 0);
      return logistic(sum);
    });
    const exact = shapleyValues(table, m);
    let inside = 0;
    for (let seed = 1; seed <= 500; seed += 1) {
      const design = pairedDesign(m, 160, xoshiro128(seedOf(seed)));
      const solver = kernelSolver(design, m);
      const worth = design.coalitions.map((coalition) => table[coalition[0]!]!);
      const values = solver.solve(worth, table[0]!, table.at(-1)!);
      const errors = standardErrorsOf(solver.covariance(worth, table[0]!, table.at(-1)!), m);
      values.forEach((value, i) => {
        // 1.98: Student's t with about 110 degrees of freedom.
        if (Math.abs(value - exact[i]!) <= 1.98 * errors[i]!) inside += 1;
      });
    }
    const coverage = inside / (500 * m);
    expect(coverage).toBeGreaterThan(0.93);
    expect(coverage).toBeLessThan(0.97);
  });
});

describe('laws of the sampled engine', () => {
  const weights = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: width, maxLength: width });
  const options = { rowBudget: 1200, precision: 0 };
  const rough =
    (w: readonly number[]): Score =>
    (row) =>
      logistic(
        row.reduce((sum, value, i) => sum + 0.1 * w[i]! * value * row[(i + 1) % width]! * row[(i + 5) % width]!, 0),
      );

  it('base value and attributions add up to the score', async () => {
    await fc.assert(
      fc.asyncProperty(weights, async (w) => {
        const found = await explain(rough(w), x, people(2), options);
        expect(found.engine).toBe('kernel-shap');
        expect(Math.abs(found.spaces[0]!.residual)).toBeLessThan(1e-9);
        expect(found.spaces[0]!.value).toBe(rough(w)(x));
      }),
      { seed: 41, numRuns: 20 },
    );
  });

  it('is linear in the score, given the coalitions', async () => {
    await fc.assert(
      fc.asyncProperty(weights, weights, async (v, w) => {
        const [one, other] = [rough(v), rough(w)];
        const apart = await Promise.all(
          [one, other].map(async (score) => phi(await explain(score, x, people(2), options))),
        );
        const together = phi(await explain((row) => 2 * one(row) - 3 * other(row), x, people(2), options));
        expectClose(
          together,
          together.map((_, i) => 2 * apart[0]![i]! - 3 * apart[1]![i]!),
          1e-9,
        );
      }),
      { seed: 42, numRuns: 15 },
    );
  });

  it('averages over background rows: twice the rows, twice the weight', async () => {
    await fc.assert(
      fc.asyncProperty(weights, async (w) => {
        const [first, second] = people(2);
        const once = phi(await explain(rough(w), x, [first!, second!], { ...options, rowBudget: 1800 }));
        const alone = await Promise.all(
          [first!, second!].map(async (row) => phi(await explain(rough(w), x, [row], { ...options, rowBudget: 900 }))),
        );
        expectClose(
          once,
          once.map((_, i) => (alone[0]![i]! + alone[1]![i]!) / 2),
          1e-9,
        );
      }),
      { seed: 43, numRuns: 10 },
    );
  });

  it('errs within five of its standard errors of the exact values', async () => {
    await fc.assert(
      fc.asyncProperty(weights, async (w) => {
        const exact = phi(await explain(rough(w), x, people(2)));
        const { attributions } = (await explain(rough(w), x, people(2), options)).spaces[0]!;
        for (const [i, { attribution, standardError }] of attributions.entries()) {
          expect(Math.abs(attribution - exact[i]!)).toBeLessThanOrEqual(5 * standardError + 1e-12);
        }
      }),
      { seed: 44, numRuns: 10 },
    );
  });

  it('a column that the model does not read gets 0 within its error', async () => {
    const found = await explain(
      (row) => rough(x.map((_, i) => i - 6))([...row.slice(0, 13), 1]),
      x,
      people(2),
      options,
    );
    const { attribution, standardError } = found.spaces[0]!.attributions[13]!;
    expect(Math.abs(attribution)).toBeLessThanOrEqual(3 * standardError);
  });
});
