import type { Benchmark } from './benchmarks.ts';
import type { Measurement } from './main.ts';
import { type Cost, runChild } from './run-child.ts';

const RUNS = 3;
const MOST_SECONDS = 1;
const MOST_MB = 300;

/** A whole audit from cells of race by sex and 1000 score bins, 2000 replicates: at most 1 s and 300 MB resident. */
export const auditBenchmark: Benchmark = {
  name: 'audit-cells',
  async run() {
    const floors: Cost[] = [];
    const audits: Cost[] = [];
    for (let round = 0; round < RUNS; round += 1) {
      floors.push(await runChild(['--input-type=module', '-e', script(false)]));
      audits.push(await runChild(['--input-type=module', '-e', script(true)]));
    }
    return measurements(audits, floors);
  },
};

/** Counts 1M rows into cells, and with `isAudited` audits them; the clock starts once the modules are loaded. */
function script(isAudited: boolean): string {
  return `
    const { auditBias } = await import('./dist/bias/audit-bias.js');
    const { furtherAudit } = await import('./dist/bias/further-audit.js');
    const { profileFor } = await import('./dist/policy/profile-for.js');
    const { xoshiro128 } = await import('./dist/numeric/xoshiro128.js');
    const prng = xoshiro128('00000001000000020000000300000004');
    const cells = [];
    const scored = [];
    const began = performance.now();
    for (const [at, race] of ['white', 'black', 'asian', 'hispanic', 'other'].entries())
      for (const sex of ['m', 'f']) {
        for (const favourable of [true, false])
          for (const adverseOutcome of [true, false, null])
            cells.push({ groups: [race, sex], favourable, adverseOutcome, n: 500 + prng.below(Math.floor(66_000 / (1 + at))) });
        for (let bin = 0; bin < 1000; bin += 1)
          for (const adverseOutcome of [true, false])
            scored.push({ groups: [race, sex], adverseOutcome, score: (bin + 0.5) / 1000, n: prng.below(100) });
      }
    const attributes = ['race', 'sex'];
    const rowsRead = cells.reduce((sum, { n }) => sum + n, 0);
    const table = { attributes, cells, rowsRead, exclusions: [], from: '2026-01-01', to: '2026-06-30' };
    const profile = profileFor('2026-01-01');
    const declared = [['race', 'white'], ['sex', 'm']].map(([name, reference]) => ({ name, column: name, label: name, reference }));
    if (${isAudited}) {
      auditBias(table, { attributes: declared, favourable: 'yes', positive: 'no', profile, sliceDescription: 'bench' });
      furtherAudit(table, { attributes, cells: scored, exact: false }, { attributes: declared, profile });
    }
    const seconds = (performance.now() - began) / 1000;
    const residentMB = process.resourceUsage().maxRSS / 1024;
    (await import('node:fs')).writeSync(3, JSON.stringify({ seconds, residentMB }));`;
}

function measurements(audits: Cost[], floors: Cost[]): Measurement[] {
  const middle = median(audits.map(({ seconds }) => seconds));
  const floor = median(floors.map(({ seconds }) => seconds));
  const memory = Math.max(...audits.map(({ residentMB }) => residentMB));
  const memoryFloor = Math.max(...floors.map(({ residentMB }) => residentMB));
  return [
    {
      ...{ name: 'audit-cells', value: middle, unit: 's', floor, ratio: middle / floor },
      ...{ bar: `${MOST_SECONDS} s`, holds: middle <= MOST_SECONDS },
    },
    {
      ...{ name: 'audit-cells/memory', value: memory, unit: 'MB', floor: memoryFloor, ratio: memory / memoryFloor },
      ...{ bar: `${MOST_MB} MB`, holds: memory <= MOST_MB },
    },
  ];
}

function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
