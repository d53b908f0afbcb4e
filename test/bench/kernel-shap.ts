import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { explainPrediction } from '../../src/attribution/explain-prediction.ts';
import type { NumericAttribution } from '../../src/attribution/question.ts';
import { silent } from '../../src/core/run-context.ts';
import { openModel, type Predictor } from '../../src/model/open-model.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';
import fixture from '../fixtures/peers/shap-kernel.json' with { type: 'json' };
import type { Benchmark } from './benchmarks.ts';
import type { Measurement } from './main.ts';
import { randomForest } from './random-forest.ts';
import { runChild } from './run-child.ts';

const RUNS = 5;
const CASE = 'sample-cases/boston-mortgage';
const WIDE = { inputs: 200, rows: 300 };

interface Task {
  name: string;
  model: Predictor;
  instance: Float64Array;
  background: Float64Array;
  /** The columns of each player. */
  players: number[][];
  rowBudget: number;
  /** The largest ratio of the wall time to the time of the runtime alone. */
  bar: number | null;
  /** The largest share of the rows needed that may be scored. */
  mostRows: number;
}

interface Forest {
  inputs: number;
  rows: number;
  trees: number;
  depth: number;
  rowBudget: number;
  bar: number | null;
}

/**
 * Kernel SHAP against what the runtime alone takes to score the same different rows: at most 1.05 times for a model of
 * 500 trees of depth 8; for quicker models what there is beside them shows, and has no bar. How many rows are scored against how many the value function needs; the memory of 200 features and 300 background rows.
 */
export const kernelShapBenchmark: Benchmark = {
  name: 'kernel-shap',
  async run() {
    const tasks = [
      await forest({ inputs: 20, rows: 100, trees: 500, depth: 8, rowBudget: 60_000, bar: 1.05 }),
      await forest({ inputs: 20, rows: 100, trees: 100, depth: 6, rowBudget: 400_000, bar: null }),
      await forest({ inputs: 14, rows: 60, trees: 100, depth: 6, rowBudget: 400_000, bar: null }),
      await sample(),
    ];
    const measured: Measurement[] = [];
    for (const task of tasks) measured.push(...(await measure(task)));
    return [...measured, await memory()];
  },
};

async function forest({ inputs, rows, trees, depth, rowBudget, bar }: Forest): Promise<Task> {
  const prng = xoshiro128('00000000000000000000000000000007');
  const uniform = (): number => Math.fround(prng.next() / 2 ** 32);
  const names = Array.from({ length: inputs }, (_, i) => `x${i}`);
  return {
    name: `${trees} trees, ${inputs} inputs`,
    model: await openModel(randomForest({ inputs, trees, depth }), { inputs: names, positiveClass: 1 }),
    instance: Float64Array.from(names, uniform),
    background: Float64Array.from({ length: inputs * rows }, uniform),
    players: names.map((_, i) => [i]),
    rowBudget,
    bar,
    mostRows: 1,
  };
}

/** The second model of the sample case, most of whose inputs are codes. */
async function sample(): Promise<Task> {
  const peer = fixture.cases.find(({ model, space }) => model === 'v2' && space === 'probability')!;
  const { models } = parse(readFileSync(`${CASE}/case.yaml`, 'utf8')) as {
    models: { version: string; inputs: string[]; positiveClass: number }[];
  };
  const declared = models.find(({ version }) => version === 'v2')!;
  return {
    name: 'sample case, 11 features',
    model: await openModel(readFileSync(peer.path), declared),
    instance: Float64Array.from(peer.instance),
    background: Float64Array.from(peer.background.flat()),
    players: peer.players.map(({ columns }) => columns),
    rowBudget: 400_000,
    bar: null,
    mostRows: 0.8,
  };
}

async function measure(task: Task): Promise<Measurement[]> {
  const { name, model, bar, mostRows } = task;
  const batches: Float64Array[] = [];
  const found = await explained(task, (rows) => batches.push(Float64Array.from(rows)));
  const walls: number[] = [];
  const floors: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    walls.push(await seconds(() => explained(task)));
    floors.push(
      await seconds(async () => {
        for (const rows of batches) await model.predict(rows, rows.length / task.instance.length, 'probability');
      }),
    );
  }
  await model.release();
  const [value, floor] = [Math.min(...walls), Math.min(...floors)];
  const { rowsScored, rowsNeeded } = found;
  return [
    {
      ...{ name: `kernel-shap/${name}`, value, unit: 's', floor, ratio: value / floor },
      ...(bar === null ? { bar, holds: null } : { bar: `ratio ${bar}`, holds: value / floor <= bar }),
    },
    {
      ...{ name: `kernel-shap/${name}/rows`, value: rowsScored, unit: 'rows', floor: rowsNeeded },
      ...{ ratio: rowsScored / rowsNeeded, bar: `ratio ${mostRows}`, holds: rowsScored / rowsNeeded <= mostRows },
    },
  ];
}

function explained(
  { model, instance, background, players, rowBudget }: Task,
  onBatch?: (rows: Float64Array) => void,
): Promise<NumericAttribution> {
  const backgroundRows = background.length / instance.length;
  return explainPrediction({
    predict(rows, n, space) {
      onBatch?.(rows);
      return model.predict(rows, n, space);
    },
    spaces: ['probability'],
    ...{ instance, background, backgroundRows, poolRows: 10 * backgroundRows, rowBudget, cutoff: 0.5 },
    players: players.map((columns, i) => ({ name: `p${i}`, label: `p${i}`, columns })),
    seed: '0123456789abcdef0123456789abcdef',
    precision: 0,
    context: { signal: new AbortController().signal, progress: silent },
  });
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** In a process of its own, which measures its memory. */
async function memory(): Promise<Measurement> {
  const { inputs, rows } = WIDE;
  const script = `
    const { explain } = await import('./dist/index.js');
    const score = (r) => { let s = 0; for (let i = 0; i < ${inputs}; i += 1) s += r[i] * r[(i + 1) % ${inputs}] * r[(i + 2) % ${inputs}] * i; return s; };
    const predict = (m, n) => Float64Array.from({ length: n }, (_, k) => score(m.subarray(k * ${inputs}, (k + 1) * ${inputs})));
    const row = (k) => Array.from({ length: ${inputs} }, (_, i) => ((k + 3) * (i + 7) % 101) / 101);
    const { effort, rowsScored } = await explain(predict, row(0), Array.from({ length: ${rows} }, (_, k) => row(k + 1)), { poolRows: 5000 });
    if (rowsScored > effort.rowBudget || !(effort.relativeError > 0)) throw new Error(JSON.stringify(effort));
    (await import('node:fs')).writeSync(3, JSON.stringify({ seconds: performance.now() / 1000, residentMB: process.resourceUsage().maxRSS / 1024 }));`;
  const { residentMB } = await runChild(['--input-type=module', '-e', script]);
  return {
    ...{ name: `kernel-shap/memory of ${inputs} inputs, ${rows} rows`, value: residentMB, unit: 'MB' },
    ...{ floor: null, ratio: null, bar: '400 MB', holds: residentMB <= 400 },
  };
}
