import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openModel } from '../../src/model/open-model.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';
import type { Benchmark } from './benchmarks.ts';
import type { Measurement } from './main.ts';
import { randomForest } from './random-forest.ts';
import { type Cost, runChild } from './run-child.ts';

const MILLION = 1_000_000;
const INPUTS = 12;
const FOREST = { inputs: INPUTS, trees: 100, depth: 6, isClassifier: true };

/**
 * `dossier audit` over Parquet, race by sex, each in a new process: 1M recorded rows in 3 s, 10M in 8 s.
 * @see test/peers/fairlearn_time.py for the same rows in fairlearn
 */
export const auditSizeBenchmark: Benchmark = {
  name: 'audit-size',
  async run() {
    const measured: Measurement[] = [];
    for (const { rows, most } of [
      { rows: MILLION, most: 3 },
      { rows: 10 * MILLION, most: 8 },
    ]) {
      const { value: cost, floor } = await inFolder(async (folder) => {
        await writeCase(folder, { rows, scored: true });
        return { value: await audited(folder), floor: await grouped(folder) };
      });
      measured.push(
        {
          ...{
            name: `audit-size/${rows / MILLION}M`,
            value: cost.seconds,
            unit: 's',
            floor,
            ratio: cost.seconds / floor,
          },
          ...{ bar: `${most} s`, holds: cost.seconds <= most },
        },
        memory(`audit-size/${rows / MILLION}M/memory`, cost),
      );
    }
    return measured;
  },
};

/**
 * Rows whose log keeps no score, streamed through 100 trees: at least 0.9 of the rows a second that the runtime alone
 * scores, within 1 GB. 50M rows, or as many as DOSSIER_BENCH_ROWS says.
 */
export const scoreSliceBenchmark: Benchmark = {
  name: 'score-slice',
  async run() {
    const rows = Number(process.env['DOSSIER_BENCH_ROWS'] ?? 50 * MILLION);
    const cost = await inFolder(async (folder) => {
      await writeCase(folder, { rows, scored: false });
      return audited(folder);
    });
    const floor = rows / (await runtimeRate());
    const throughput = floor / cost.seconds;
    return [
      {
        ...{
          name: `score-slice/${rows / MILLION}M`,
          value: throughput,
          unit: 'of the runtime',
          floor,
          ratio: cost.seconds / floor,
        },
        ...{ bar: '0.9', holds: throughput >= 0.9 },
      },
      memory('score-slice/memory', cost),
    ];
  },
};

function memory(name: string, { residentMB }: Cost): Measurement {
  return {
    ...{ name, value: residentMB, unit: 'MB', floor: null, ratio: null },
    bar: '1000 MB',
    holds: residentMB < 1000,
  };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function audited(folder: string): Promise<Cost> {
  return runChild(['test/bench/child.mjs', 'audit', '--case', folder, '--json', '--quiet']);
}

async function duckdb<T>(work: (run: (sql: string) => Promise<unknown>) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    return await work((sql) => connection.run(sql));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Seconds that one plain GROUP BY takes. */
function grouped(folder: string): Promise<number> {
  return duckdb(async (run) => {
    const began = performance.now();
    await run(
      `SELECT race, sex, decision, outcome, count(*) FROM read_parquet('${join(folder, 'log.parquet')}') GROUP BY ALL`,
    );
    return (performance.now() - began) / 1000;
  });
}

/** Rows a second of the model alone; every batch is another, or the processor would learn its way through the trees. */
async function runtimeRate(): Promise<number> {
  const inputs = Array.from({ length: INPUTS }, (_, at) => `x${at}`);
  const model = await openModel(randomForest(FOREST), { inputs, positiveClass: 1 });
  const prng = xoshiro128('0123456789abcdef0123456789abcdef');
  const [batch, runs] = [4096, 400];
  let seconds = 0;
  for (let at = -20; at < runs; at += 1) {
    const values = Float64Array.from({ length: batch * INPUTS }, () => prng.next() / 2 ** 32);
    const began = performance.now();
    await model.score(values, batch);
    if (at >= 0) seconds += (performance.now() - began) / 1000;
  }
  await model.release();
  return (runs * batch) / seconds;
}

async function writeCase(folder: string, { rows, scored }: { rows: number; scored: boolean }): Promise<void> {
  const inputs = Array.from({ length: INPUTS }, (_, at) => `x${at}`);
  const facts = scored
    ? `round(u, 6) AS score, CASE WHEN u >= 0.3 + (hash(i + 7) % 5) * 0.02 THEN 'denied' ELSE 'approved' END AS decision,`
    : inputs.map((name, at) => `((hash(i * ${INPUTS} + ${at}) % 1000000) / 1000000.0)::FLOAT AS ${name},`).join(' ');
  await duckdb((run) =>
    run(`COPY (
      SELECT 'P' || lpad(i::VARCHAR, 9, '0') AS id, TIMESTAMP '2025-01-01' + INTERVAL (i % 180) DAY AS decided, 'v1' AS version,
        ${facts}
        CASE hash(i + 3) % 3 WHEN 0 THEN 'denied' WHEN 1 THEN 'approved' END AS outcome,
        (['white', 'black', 'asian', 'hispanic', 'other'])[(hash(i + 7) % 5 + 1)::INTEGER] AS race,
        (['m', 'f'])[(hash(i + 9) % 2 + 1)::INTEGER] AS sex
      FROM (SELECT i, (hash(i) % 1000000) / 1000000.0 AS u FROM range(${rows}) AS t(i))
    ) TO '${join(folder, 'log.parquet')}' (FORMAT parquet)`),
  );
  writeFileSync(join(folder, 'model.onnx'), randomForest(FOREST));
  writeFileSync(join(folder, 'lineage.ndjson'), '');
  writeFileSync(join(folder, 'case.yaml'), caseYaml(scored ? [] : inputs));
}

function caseYaml(inputs: readonly string[]): string {
  const columns = ['predictionId: id', 'decidedAt: decided', 'modelVersion: version', 'outcome: outcome'];
  if (inputs.length === 0) columns.push('score: score', 'decision: decision');
  return `schema: dossier.case/1
system: { id: size, title: Size, purpose: Measures speed, owner: { name: Bench } }
lineage: { exports: [lineage.ndjson] }
stores: [{ namespace: file, root: . }]
decisionLog: { files: [log.parquet], columns: { ${columns.join(', ')} } }
decision: { favourable: approved, adverse: denied }
models: [{ version: v1, dataset: model.onnx, inputs: [${inputs.length === 0 ? 'race' : inputs.join(', ')}], cutoff: 0.5, adverseWhen: at-or-above }]
protected:
  attributes:
    - { name: race, column: race, label: Race, reference: white }
    - { name: sex, column: sex, label: Sex, reference: m }
`;
}
