import { describe, expect, it } from 'vitest';
import { logistic } from '../../src/numeric/logistic.ts';
import { expectClose, explain, phi, type Score } from '../_support/explain-function.ts';

describe('attributeBySampling', () => {
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
    const found = await explain(quadratic, x, rows, { rowBudget: 900 });
    expect(found.engine).toBe('kernel-shap');
    expectClose(phi(found), phi(await explain(quadratic, x, rows)), 1e-9);
  });

  it.each([13, 14, 15, 16])('gives %i players of a second-order model their closed form', async (m) => {
    const q = (i: number, j: number): number => (((i * 7 + j * 7 + i * j) % 11) - 5) / 10;
    const quadratic: Score = (row) =>
      row.reduce(
        (sum, a, i) => sum + a * (i - 4) + row.reduce((inner, b, j) => inner + (j > i ? q(i, j) * a * b : 0), 0),
        0,
      );
    const there = Array.from({ length: m }, (_, i) => ((i * 5) % 9) - 4);
    const here = Array.from({ length: m }, (_, i) => ((i * 3) % 7) + 6);
    const expected = there.map((x, i) =>
      there.reduce(
        (sum, y, j) => sum + (j === i ? 0 : ((x - here[i]!) * q(Math.min(i, j), Math.max(i, j)) * (y + here[j]!)) / 2),
        (i - 4) * (x - here[i]!),
      ),
    );
    const found = await explain(quadratic, there, [here], { rowBudget: 500 });
    expect(found.engine).toBe('kernel-shap');
    expectClose(phi(found), expected, 1e-9);
  });

  it('keeps within the row budget, and spends it where no precision is enough', async () => {
    let spent = 0;
    const apart = [0.3, 0.7].map((value) => x.map(() => value));
    await explain(curved, x, apart, { rowBudget: 2000, precision: 0, onBatch: (count) => (spent += count) });
    expect(spent).toBeGreaterThan(1900);
    expect(spent).toBeLessThanOrEqual(2000);
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
      [900, 4000, 20_000].map(async (rowBudget) => {
        const found = phi(await explain(curved, x, rows, { rowBudget, precision: 0 }));
        return Math.hypot(...found.map((value, i) => value - exact[i]!));
      }),
    );
    expect(errors[1]).toBeLessThan(errors[0]!);
    expect(errors[2]).toBeLessThan(errors[1]!);
  });

  it('the same seed gives the same bits, another seed others', async () => {
    const run = async (seed: string): Promise<number[]> =>
      phi(await explain(curved, x, rows, { rowBudget: 900, seed }));
    expect(await run('00000000000000000000000000000001')).toEqual(await run('00000000000000000000000000000001'));
    expect(await run('00000000000000000000000000000001')).not.toEqual(await run('00000000000000000000000000000002'));
  });

  it('takes over where the coalitions are too many to hold, though their rows are few', async () => {
    const wide = Array.from({ length: 24 }, () => 1);
    const halves = [0, 1].map((half) => wide.map((_, i) => (i % 2 === half ? 0 : 1)));
    const found = await explain((row) => row.reduce((sum, value, i) => sum + value * i, 0), wide, halves);
    expect(found.engine).toBe('kernel-shap');
    expect(found.engineReason).toMatch(/would need 8192 model rows, and too many coalitions at once; /);
    expectClose(
      phi(found),
      wide.map((_, i) => i / 2),
      1e-9,
    );
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
