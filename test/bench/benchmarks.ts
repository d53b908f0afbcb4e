import { auditBenchmark } from './audit.ts';
import { auditSizeBenchmark, scoreSliceBenchmark } from './audit-size.ts';
import { buildBenchmark } from './build.ts';
import { kernelShapBenchmark } from './kernel-shap.ts';
import { lineageSizeBenchmark } from './lineage-size.ts';
import type { Measurement } from './main.ts';
import { treeShapBenchmark } from './tree-shap.ts';

export interface Benchmark {
  name: string;
  run(): Promise<Measurement[]>;
}

/** All benchmarks, by name. */
export const benchmarks: Benchmark[] = [
  auditBenchmark,
  auditSizeBenchmark,
  scoreSliceBenchmark,
  buildBenchmark,
  kernelShapBenchmark,
  lineageSizeBenchmark,
  treeShapBenchmark,
];
