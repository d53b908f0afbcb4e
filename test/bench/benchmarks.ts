import { auditBenchmark } from './audit.ts';
import { buildBenchmark } from './build.ts';
import type { Measurement } from './main.ts';

export interface Benchmark {
  name: string;
  run(): Promise<Measurement[]>;
}

/** All benchmarks, by name. */
export const benchmarks: Benchmark[] = [auditBenchmark, buildBenchmark];
