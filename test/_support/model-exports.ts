import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ScoreSpace } from '../../src/core/case.ts';
import type { Cell } from '../../src/core/evidence.ts';
import { openModel, type Predictor } from '../../src/model/open-model.ts';

const folder = new URL('../fixtures/models/', import.meta.url);

export interface ModelExport {
  name: string;
  file: string;
  inputs: string[];
  positiveClass: number | string;
  rows: Cell[][];
  space: ScoreSpace;
  /** Of the library that made the model. */
  scores: number[];
  weights?: string[];
}

export const readFixture = (name: string): Uint8Array => readFileSync(fileURLToPath(new URL(name, folder)));

export const { cases: modelExports, tolerance } = JSON.parse(
  readFileSync(fileURLToPath(new URL('exports.json', folder)), 'utf8'),
) as { cases: ModelExport[]; tolerance: number };

export function exportNamed(name: string): ModelExport {
  const found = modelExports.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
}

export function openExport({ file, inputs, positiveClass, weights = [] }: ModelExport): Promise<Predictor> {
  const outside = new Map(weights.map((each) => [each, readFixture(each)]));
  return openModel(readFixture(file), { inputs, positiveClass }, outside);
}
