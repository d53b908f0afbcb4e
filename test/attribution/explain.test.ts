import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type ExplainOptions, explain, type FunctionExplanation, type PredictFunction } from '../../src/index.ts';
import { expectClose, iris, irisBackground, irisX, type Score } from '../_support/explain-function.ts';
import { projectFolder } from '../_support/places.ts';

const predictorOf =
  (score: Score, width: number): PredictFunction =>
  async (rows, n) =>
    Float64Array.from({ length: n }, (_, row) => score([...rows.subarray(row * width, (row + 1) * width)]));

const explained = (
  score: Score,
  x: readonly number[],
  background: readonly (readonly number[])[],
  options: ExplainOptions = {},
): Promise<FunctionExplanation> => explain(predictorOf(score, x.length), x, background, options);

const phi = ({ features }: FunctionExplanation): number[] => features.map(({ attribution }) => attribution);

describe('explain', () => {
  it('gives the answers of the README to the example of the README', async () => {
    const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    const { outputText } = ts.transpileModule(example.replace(/^import .*$/m, ''), {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
    });
    const printed: string[] = [];
    const AsyncFunction = (async () => {}).constructor as new (...names: string[]) => (...args: unknown[]) => unknown;
    const log = (...words: unknown[]): number => printed.push(words.join(' '));
    await new AsyncFunction('explain', 'console', outputText)(explain, { log });
    const promised = [...example.matchAll(/\/\/ ([a-z]* ?-?\d.*)$/gm)].map(([, words]) => words);
    expect(printed).toEqual(promised);
    expect(printed).toHaveLength(3);
  });

  it('takes a predictor that answers at once, or with plain numbers', async () => {
    const found = await explain((rows, n) => [...rows.subarray(0, n)], [3], [[1], [2]]);
    expectClose(phi(found), [1.5], 1e-15);
    expect(found).toMatchObject({ baseValue: 1.5, value: 3, engine: 'full-enumeration' });
  });

  it('explains the log-odds of the mean score (Python shap 0.51, link logit)', async () => {
    const found = await explained(iris, irisX, irisBackground, { link: 'logit' });
    expectClose([found.baseValue], [0.202341343217], 1e-11);
    expectClose(phi(found), [0.218857693247, 0.258139737614, -0.108878613817, 3.809449839739], 1e-11);
  });

  it('gives the answer of one-by-one rows where the link is straight, by the jackknife too', async () => {
    const score: Score = ([a, b, c]) => 0.5 + 0.01 * a! * b! + 0.002 * c!;
    const rows = Array.from({ length: 40 }, (_, i) => [i % 7, (i * 3) % 5, (i * 5) % 11]);
    const straight = await explained(score, [3, 4, 5], rows, { poolRows: 1000 });
    const bent = await explained(score, [3, 4, 5], rows, { poolRows: 1000, link: 'logit' });
    // Around 1/2 the log-odds are nearly 4 times as steep as the probability.
    for (const [i, { backgroundStandardError }] of bent.features.entries()) {
      const ratio = backgroundStandardError! / straight.features[i]!.backgroundStandardError!;
      expect(ratio).toBeGreaterThan(3.7);
      expect(ratio).toBeLessThan(4.4);
    }
  });

  it('refuses the log-odds of a probability of 1 or 0', async () => {
    for (const edge of [1, 0]) {
      await expect(explained(([a]) => (a! > 1 ? edge : 0.5), [2], [[0]], { link: 'logit' })).rejects.toMatchObject({
        code: 'analysis/link-infinite',
      });
    }
  });

  it('explains a probability of 1 as it is without the link', async () => {
    expectClose(phi(await explained(([a]) => (a! > 1 ? 1 : 0.5), [2], [[0]])), [0.5], 0);
  });

  it('a row without inputs has no features, only its score', async () => {
    const found = await explained(() => 0.25, [], [[], []]);
    expect(found).toMatchObject({ baseValue: 0.25, value: 0.25, residual: 0, features: [], covariance: [] });
  });

  it('refuses an empty background, rows of another width, and inputs in two groups', async () => {
    await expect(explained(iris, irisX, [])).rejects.toMatchObject({ code: 'analysis/background-empty' });
    await expect(explained(iris, irisX, [[1, 2]])).rejects.toMatchObject({ code: 'analysis/background-shape' });
    const features = [
      { name: 'a', columns: [0, 1] },
      { name: 'b', columns: [1, 2, 3] },
    ];
    await expect(explained(iris, irisX, irisBackground, { features })).rejects.toMatchObject({
      code: 'analysis/players-overlap',
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses a model that returns %d, once or always', async (bad) => {
    for (const score of [() => bad, (([a]) => (a === 3 ? bad : 1)) as Score]) {
      await expect(explained(score, [3, 1], [[1, 2]])).rejects.toMatchObject({ code: 'model/non-finite-score' });
    }
  });

  it('refuses a model that does not give one score a row', async () => {
    await expect(explain((_, n) => new Float64Array(2 * n), [3], [[1]])).rejects.toMatchObject({
      code: 'model/score-shape',
    });
  });

  it('refuses a model that gives nothing, and a budget that is no number', async () => {
    const nothing = (async () => undefined) as unknown as PredictFunction;
    await expect(explain(nothing, [1], [[0]])).rejects.toMatchObject({ code: 'model/score-shape' });
    const sound: PredictFunction = (rows) => Float64Array.from(rows);
    const asked = explain(sound, [1], [[0]], { rowBudget: Number.NaN });
    await expect(asked).rejects.toMatchObject({ code: 'analysis/row-budget' });
  });

  it('passes on what the predictor throws', async () => {
    const broken = new Error('the server is away');
    await expect(explain(() => Promise.reject(broken), [3], [[1]])).rejects.toBe(broken);
    const thrown = (): never => {
      throw broken;
    };
    await expect(explain(thrown, [3], [[1]])).rejects.toBe(broken);
  });

  it('stops with the reason of the signal', async () => {
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    await expect(explained(iris, irisX, irisBackground, { signal: abort.signal })).rejects.toThrow('enough');
  });

  it('says how sure it is of the four most adverse, and derives its seed from what it is asked', async () => {
    const score: Score = (row) => row.reduce((sum, value, i) => sum + value * [8, 7, 6, 2, 1.9, 1][i]!, 0);
    const rows = Array.from({ length: 30 }, (_, i) =>
      [5, 3, 2, 7, 11, 13].map((prime) => (((i + 1) * prime) % 17) / 17),
    );
    const x = [2, 2, 2, 2, 2, 2];
    const found = await explained(score, x, rows, { poolRows: 10_000 });
    const [first, , , fourth, fifth, sixth] = found.features.map(({ topFourProbability }) => topFourProbability!);
    expect(first).toBe(1);
    expect(fourth! + fifth! + sixth!).toBeCloseTo(1, 9);
    expect(fourth!).toBeGreaterThan(0.5);
    expect(fourth!).toBeLessThan(0.99);
    expect(found.features.map(({ backgroundStandardError }) => backgroundStandardError! > 0)).not.toContain(false);
    expect((await explained(score, x, rows, { poolRows: 10_000 })).seed).toBe(found.seed);
    expect((await explained(score, x, rows, { model: 'other' })).seed).not.toBe(found.seed);
    const low = await explained(score, x, rows, { poolRows: 10_000, adverseIsHigh: false });
    expect(low.features.map(({ topFourProbability }) => topFourProbability)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('gives the joint covariance as a matrix', async () => {
    const score: Score = ([a, b]) => a! * b!;
    const rows = [
      [0, 1],
      [1, 3],
      [2, 5],
    ];
    const { covariance, features } = await explained(score, [3, 4], rows, { poolRows: 100 });
    expect(covariance![0]![1]).toBe(covariance![1]![0]);
    features.forEach(({ backgroundStandardError }, i) => {
      expect(Math.sqrt(covariance![i]![i]!)).toBeCloseTo(backgroundStandardError!, 14);
    });
    expect((await explained(score, [3, 4], [[0, 1]], { poolRows: 100 })).covariance).toBeNull();
  });
});
