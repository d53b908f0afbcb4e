import type { Citation, Grade } from '../../core/citation.ts';
import type { DatasetName } from '../../core/evidence.ts';

/** The record that speaks. */
export interface Statement {
  at: string;
  grade: Grade;
  citation: Citation;
  run: string | null;
}

export type About = Statement & { dataset: DatasetName; version: string | null };
