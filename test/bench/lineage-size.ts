import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openEventIndex } from '../../src/data/event-index.ts';
import { eventProjection } from '../../src/data/event-table.ts';
import type { Benchmark } from './benchmarks.ts';
import { writeLineageEvents } from './lineage-events.ts';
import type { Measurement } from './main.ts';
import { type Cost, runChild } from './run-child.ts';

const SAMPLE = 'sample-cases/boston-mortgage';
const PREDICTION = 'BM-001037';

/**
 * `dossier resolve` over 1 and 10 GB of OpenLineage events (or DOSSIER_BENCH_GB), beside DuckDB's own projection of the
 * same columns of the same file into a table: the index at most 1.5 times that, the first answer at most as long again,
 * the second under 1 s, all under 1 GB.
 */
export const lineageSizeBenchmark: Benchmark = {
  name: 'lineage-size',
  async run() {
    const sizes = process.env['DOSSIER_BENCH_GB'];
    const measured: Measurement[] = [];
    for (const gigabytes of sizes === undefined ? [1, 10] : [Number(sizes)])
      measured.push(...(await measure(gigabytes)));
    return measured;
  },
};

async function measure(gigabytes: number): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-bench-'));
  try {
    cpSync(SAMPLE, folder, { recursive: true });
    const events = join(folder, 'lineage/events.ndjson');
    await writeLineageEvents(events, gigabytes * 1e9);
    const [before, index, after] = [await projected(events), await indexed(events, folder), await projected(events)];
    const floor = Math.min(before, after);
    const cache = join(folder, 'kept');
    const first = await resolved(folder, cache);
    const second = await resolved(folder, cache);
    const name = `lineage-size/${gigabytes}GB`;
    const resident = Math.max(first.residentMB, second.residentMB);
    const rest = first.seconds - index;
    return [
      timed(`${name}/index`, index, 1.5 * floor, floor),
      timed(`${name}/resolve`, rest, index, floor),
      timed(`${name}/second`, second.seconds, 1, floor),
      {
        ...{ name: `${name}/memory`, value: resident, unit: 'MB', floor: null, ratio: null },
        ...{ bar: '1000 MB', holds: resident < 1000 },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timed(name: string, value: number, most: number, floor: number): Measurement {
  return { name, value, unit: 's', floor, ratio: value / floor, bar: `${most.toFixed(2)} s`, holds: value <= most };
}

/** Seconds that DuckDB takes to put the columns that the index is made of into a table. */
async function projected(events: string): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '512MB' });
  const connection = await instance.connect();
  const began = performance.now();
  await connection.run(`CREATE TABLE event AS SELECT * FROM ${eventProjection(events)}`);
  const seconds = (performance.now() - began) / 1000;
  connection.closeSync();
  instance.closeSync();
  return seconds;
}

async function indexed(events: string, folder: string): Promise<number> {
  const began = performance.now();
  const index = await openEventIndex({ path: 'events.ndjson', realPath: events }, join(folder, 'tried'));
  index.close();
  return (performance.now() - began) / 1000;
}

/** One process from start to end, whose answer must be that of the sample case alone. */
async function resolved(folder: string, cache: string): Promise<Cost> {
  const cost = await runChild(['test/bench/child.mjs', 'resolve', PREDICTION, '--case', folder, '--json', '--quiet'], {
    XDG_CACHE_HOME: cache,
  });
  const answer = JSON.parse(cost.answer) as Answer;
  if (!answer.model.verified || !answer.training.verified) throw new Error(`another answer: ${cost.answer}`);
  return cost;
}

interface Answer {
  model: { verified: boolean };
  training: { verified: boolean };
}
