import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from './benchmarks.ts';
import type { Measurement } from './main.ts';
import { type Cost, runChild } from './run-child.ts';

const RUNS = 5;
const CASE = 'sample-cases/boston-mortgage';
/** The packages that a build cannot do without, only loaded. */
const FLOOR = ['onnxruntime-node', '@duckdb/node-api', 'pdfkit', 'chartjs-node-canvas', 'danfojs-node'];

/** `dossier build` on the sample case, each run in a new process: at most 5 s and 500 MB resident. */
export const buildBenchmark: Benchmark = {
  name: 'build',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'dossier-bench-'));
    try {
      const builds: Cost[] = [];
      const floors: Cost[] = [];
      for (let round = 0; round < RUNS; round += 1) {
        floors.push(await runChild(['--input-type=module', '-e', floorScript()]));
        builds.push(
          await runChild([
            'test/bench/child.mjs',
            'build',
            firstId(),
            '--case',
            CASE,
            '--out',
            join(folder, `${round}`),
            '--json',
          ]),
        );
      }
      return measurements(builds, floors);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** The id that the sample's README offers first. */
function firstId(): string {
  return 'BM-001037';
}

function floorScript(): string {
  const imports = FLOOR.map((name) => `await import('${name}');`).join('');
  return `${imports} (await import('node:fs')).writeSync(3, JSON.stringify({ seconds: performance.now() / 1000, residentMB: process.resourceUsage().maxRSS / 1024 }));`;
}

function measurements(builds: Cost[], floors: Cost[]): Measurement[] {
  const middle = median(builds, ({ seconds }) => seconds);
  const floor = median(floors, ({ seconds }) => seconds);
  const memory = Math.max(...builds.map(({ residentMB }) => residentMB));
  const memoryFloor = Math.max(...floors.map(({ residentMB }) => residentMB));
  const steps = (builds[0]?.steps ?? []).map(({ step }) => ({
    name: `build/${step}`,
    value: median(builds, (cost) => cost.steps.find((each) => each.step === step)?.elapsedMs ?? 0) / 1000,
    ...{ unit: 's', floor: null, ratio: null, bar: null, holds: null },
  }));
  return [
    { name: 'build', value: middle, unit: 's', floor, ratio: middle / floor, bar: '5 s', holds: middle <= 5 },
    {
      ...{ name: 'build/memory', value: memory, unit: 'MB', floor: memoryFloor, ratio: memory / memoryFloor },
      ...{ bar: '500 MB', holds: memory <= 500 },
    },
    ...steps,
  ];
}

function median<T>(items: T[], of: (item: T) => number): number {
  const sorted = items.map(of).sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
