import { describe, expect, it } from 'vitest';
import { explainPrediction } from '../../src/attribution/explain-prediction.ts';
import { identity } from '../../src/attribution/link.ts';
import type { NumericAttribution } from '../../src/attribution/question.ts';
import type { Predict } from '../../src/attribution/setting.ts';
import type { ScoreSpace } from '../../src/core/case.ts';
import { type Progress, silent } from '../../src/core/run-context.ts';
import { logistic } from '../../src/numeric/logistic.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

const width = 15;
const instance = Float64Array.from({ length: width }, (_, i) => (i % 4) - 1.5);
const background = Float64Array.from({ length: width * 6 }, (_, i) => ((i * 7) % 11) / 5);

function scoreOf(row: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < width; i += 1) sum += row[i]! * row[(i + 1) % width]! * row[(i + 2) % width]! * (i % 3);
  return logistic(sum / 4);
}

const scores = (rows: Float64Array, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, row) => scoreOf(rows.subarray(row * width, (row + 1) * width)));

interface Run {
  predict?: Predict;
  lanes?: number;
  rowBudget?: number;
  signal?: AbortSignal;
  progress?: Progress;
  spaces?: ScoreSpace[];
}

function run({ predict, lanes = 1, rowBudget = 30_000, signal, progress, spaces }: Run): Promise<NumericAttribution> {
  return explainPrediction({
    predict: predict ?? (async (rows, n) => scores(rows, n)),
    spaces: spaces ?? ['probability'],
    ...{ instance, background, backgroundRows: 6, poolRows: 60, lanes, rowBudget, cutoff: 0.5, link: identity },
    players: [...instance.keys()].map((column) => ({ name: `${column}`, label: `${column}`, columns: [column] })),
    seed: '0123456789abcdef0123456789abcdef',
    precision: 0,
    context: { signal: signal ?? new AbortController().signal, progress: progress ?? silent },
  });
}

/** A pool of workers: batches come back in an order of their own. */
function workers(seed: string): Predict {
  const prng = xoshiro128(seed);
  return async (rows, n) => {
    const kept = rows.slice();
    await new Promise((resolve) => setTimeout(resolve, prng.below(4)));
    return scores(kept, n);
  };
}

describe('scoreRows', () => {
  it.each([
    [30_000, 'kernel-shap'],
    [400_000, 'full-enumeration'],
  ])('gives the same bytes with 1, 2 and 5 workers, whichever is faster: budget %i', async (rowBudget, engine) => {
    const alone = await run({ rowBudget });
    expect(alone.engine).toBe(engine);
    for (const [lanes, seed] of [
      [2, '00000000000000000000000000000001'],
      [2, '00000000000000000000000000000002'],
      [5, '00000000000000000000000000000003'],
    ] as const) {
      expect(JSON.stringify(await run({ rowBudget, lanes, predict: workers(seed) }))).toBe(JSON.stringify(alone));
    }
  });

  it('has as many batches with the model as there are lanes, each in a buffer of its own', async () => {
    let out = 0;
    let most = 0;
    let overwritten = false;
    const buffers = new Set<ArrayBufferLike>();
    const predict: Predict = async (rows, n) => {
      out += 1;
      most = Math.max(most, out);
      buffers.add(rows.buffer);
      const kept = rows.slice();
      await new Promise((resolve) => setTimeout(resolve, 1));
      overwritten ||= kept.some((value, place) => value !== rows[place]);
      out -= 1;
      return scores(kept, n);
    };
    await run({ rowBudget: 400_000, lanes: 2, predict });
    expect(most).toBe(2);
    expect(buffers.size).toBe(2);
    expect(overwritten).toBe(false);
  });

  it('does not depend on how the model cuts its batches', async () => {
    const whole = JSON.stringify(await run({}));
    for (const part of [1, 7]) {
      const predict: Predict = async (rows, n) => {
        const parts = new Float64Array(n);
        for (let from = 0; from < n; from += part) {
          const to = Math.min(n, from + part);
          parts.set(scores(rows.subarray(from * width, to * width), to - from), from);
        }
        return parts;
      };
      expect(JSON.stringify(await run({ predict }))).toBe(whole);
    }
  });

  it('asks the signal before each batch, on each scale', async () => {
    const abort = new AbortController();
    const asked: string[] = [];
    const predict: Predict = async (rows, n, space) => {
      asked.push(space);
      if (asked.length === 4) abort.abort();
      return scores(rows, n);
    };
    const job = run({ predict, signal: abort.signal, spaces: ['probability', 'margin'] });
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toEqual(['probability', 'margin', 'probability', 'margin']);
  });

  it('reports every row that it scores, the first ones soon', async () => {
    const told: { total: number; done: number[] }[] = [];
    const progress: Progress = {
      start: (_, total) => told.push({ total: total!, done: [] }),
      advance: (done) => told.at(-1)!.done.push(done),
      finish() {},
    };
    const { rowsScored } = await run({ rowBudget: 400_000, progress });
    expect(told.reduce((sum, { total }) => sum + total, 0)).toBe(rowsScored);
    for (const { total, done } of told) {
      expect(done[0]).toBe(256);
      expect(done.at(-1)).toBe(total);
    }
  });

  it('one lane that fails ends all, with the first fault', async () => {
    let calls = 0;
    const predict: Predict = async (rows, n) => {
      calls += 1;
      if (calls === 3) throw new Error('first fault');
      await new Promise((resolve) => setTimeout(resolve, 2));
      return scores(rows, n);
    };
    await expect(run({ rowBudget: 400_000, lanes: 2, predict })).rejects.toThrow('first fault');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls).toBeLessThanOrEqual(4);
  });
});
