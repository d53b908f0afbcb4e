import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRecourse, type RecourseQuestion } from '../../../src/attribution/recourse/find-recourse.ts';
import type { Actionable } from '../../../src/attribution/recourse/moves.ts';
import type { ActionableDeclaration } from '../../../src/core/case.ts';

const player = (column: number) => ({ name: `p${column}`, label: '', columns: [column] });
const players = [0, 1, 2, 3].map(player);
const free: ActionableDeclaration = { direction: 'either', links: [] };

type Score = (row: readonly number[]) => number;

/** A search over columns that may change freely; the background is 0 to 19 in every column. */
function question(instance: number[], score: Score, more: Partial<RecourseQuestion> = {}): RecourseQuestion {
  const background = Array.from({ length: 20 }, (_, value) => instance.map(() => value)).flat();
  const asked: RecourseQuestion = {
    ...{ instance, background, rowBudget: 50_000 },
    actionable: instance.map((_, column): Actionable => ({ player: players[column]!, constraint: free, links: [] })),
    isAdverse: (value) => value >= 0.5,
    score: async (rows, n) =>
      Float64Array.from({ length: n }, (_, row) =>
        score([...rows.subarray(row * instance.length, (row + 1) * instance.length)]),
      ),
    ...more,
  };
  return asked;
}

const rowOf = (instance: readonly number[], found: Awaited<ReturnType<typeof findRecourse>>['proposals'][number]) => {
  const row = [...instance];
  for (const { player: changed, values } of found.moves.flatMap(({ writes }) => writes))
    row[changed.columns[0]!] = values[0]!;
  return row;
};

describe('findRecourse', () => {
  it('finds the least single change', async () => {
    const found = await findRecourse(question([15, 3], ([a]) => (a! > 9 ? 1 : 0)));
    expect(found.proposals).toHaveLength(1);
    expect(rowOf([15, 3], found.proposals[0]!)).toEqual([9, 3]);
    expect(found.proposals[0]).toMatchObject({ cost: 0.3, score: 0 });
    expect(found.complete).toBe(true);
  });

  it('prefers two small changes to a large one, and lists both', async () => {
    const found = await findRecourse(question([15, 15], ([a, b]) => (a! + b! > 20 ? 1 : 0)));
    expect(found.proposals.map(({ moves, cost }) => [moves.length, cost])).toEqual([
      [2, 0.25],
      [1, 0.5],
    ]);
    expect(rowOf([15, 15], found.proposals[0]!)).toEqual([10, 10]);
  });

  it('says that there is none, with the number of combinations', async () => {
    const found = await findRecourse(question([15, 3], () => 1));
    expect(found).toMatchObject({ proposals: [], complete: true, gridSizes: [19, 19], combinations: 19 + 19 + 361 });
    expect(found.rowsScored).toBe(19 + 19 + 361);
  });

  it('scores less than all combinations once something is found', async () => {
    const found = await findRecourse(question([15, 15, 15], ([a, b, c]) => (a! > 13 && b! > 13 && c! > 13 ? 1 : 0)));
    expect(found.proposals[0]).toMatchObject({ cost: 0.1 });
    expect(found.rowsScored).toBeLessThan(found.combinations / 10);
  });

  it('stops at the row budget and says so', async () => {
    const found = await findRecourse(question([15, 3], () => 1, { rowBudget: 100 }));
    expect(found).toMatchObject({ complete: false, rowsScored: 100, proposals: [] });
  });

  it('is complete when the budget is just enough', async () => {
    const found = await findRecourse(question([15, 3], () => 1, { rowBudget: 399 }));
    expect(found).toMatchObject({ complete: true, rowsScored: 399 });
  });

  it('drops a proposal that the model takes back when asked for that row alone', async () => {
    const asked = question([15, 3], ([a]) => (a! > 9 ? 1 : 0));
    const found = await findRecourse({
      ...asked,
      score: async (rows, n) => (n === 1 ? Float64Array.of(1) : asked.score(rows, n)),
    });
    expect(found.proposals).toEqual([]);
  });

  it('finds what a search through all combinations finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 19 }), { minLength: 3, maxLength: 3 }),
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: -40, max: 40 }),
        async (instance, weights, level) => {
          const score: Score = (row) => (row.reduce((sum, value, i) => sum + value * weights[i]!, 0) > level ? 1 : 0);
          const found = await findRecourse(question(instance, score));
          let least = Number.POSITIVE_INFINITY;
          for (let code = 1; code < 8000; code += 1) {
            const row = [code % 20, Math.floor(code / 20) % 20, Math.floor(code / 400)];
            if (row.every((value, i) => value === instance[i]) || score(row) >= 0.5) continue;
            least = Math.min(least, Math.max(...row.map((value, i) => Math.abs(value - instance[i]!) / 20)));
          }
          const [best] = found.proposals;
          fc.pre(score(instance) >= 0.5);
          expect(best?.cost ?? Number.POSITIVE_INFINITY).toBeCloseTo(least, 12);
          if (best !== undefined) expect(score(rowOf(instance, best))).toBe(0);
        },
      ),
      { seed: 20250530, numRuns: 40 },
    );
  });
});
