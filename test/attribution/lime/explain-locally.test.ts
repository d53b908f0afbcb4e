import { describe, expect, it } from 'vitest';
import { explainLocally } from '../../../src/attribution/lime/explain-locally.ts';

const players = [0, 1].map((column) => ({ name: `p${column}`, label: '', columns: [column] }));
const rows = Float64Array.from(Array.from({ length: 400 }, (_, index) => ((index * 7919) % 401) / 401));

const question = (seed: string, score: (a: number, b: number) => number) => ({
  ...{ instance: [0.9, 0.1], rows, players, seed, samples: 2000 },
  score: async (matrix: Float64Array, n: number) =>
    Float64Array.from({ length: n }, (_, row) => score(matrix[2 * row]!, matrix[2 * row + 1]!)),
});

const [seed, other] = ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'];

describe('explainLocally', () => {
  it('gives weights of the right sign, and none to a column that the score does not read', async () => {
    const model = await explainLocally(question(seed, (a) => a));
    expect(model.weights[0]).toBeGreaterThan(0.3);
    expect(Math.abs(model.weights[1]!)).toBeLessThan(0.03);
    expect(model.r2).toBeGreaterThan(0.5);
  });

  it('is the same for the same seed, and another for another', async () => {
    const once = await explainLocally(question(seed, (a, b) => a * b));
    expect(await explainLocally(question(seed, (a, b) => a * b))).toEqual(once);
    expect(await explainLocally(question(other, (a, b) => a * b))).not.toEqual(once);
  });

  it('scores the instance itself first', async () => {
    let first: number[] = [];
    await explainLocally({
      ...question(seed, () => 0),
      score: async (matrix, n) => {
        first = [...matrix.subarray(0, 2)];
        return new Float64Array(n);
      },
    });
    expect(first).toEqual([0.9, 0.1]);
  });
});
