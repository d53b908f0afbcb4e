import type { Cell } from '../core/evidence.ts';
import type { InputType } from '../core/input-column.ts';
import { type Prng, xoshiro128 } from '../numeric/xoshiro128.ts';
import { type ClassLabel, constantValues } from './class-labels.ts';
import type { ModelColumn } from './model-columns.ts';
import { integersAttribute, type OnnxModel, type OnnxNode, textsAttribute } from './onnx-model.ts';

/** How many probe rows there are. */
const PROBES = 256;

/** Scales of real inputs: shares, standardised values, codes, ages, incomes. */
const MAGNITUDES = [0.01, 0.25, 1, 1, 1, 4, 100, 10_000, 1_000_000];

/**
 * Rows on which two readings of a model are compared: zeros, zeros and ones, and numbers of both signs and of many
 * magnitudes, the same for each model with such columns. Where the graph looks an input up in a list of texts or whole
 * numbers, most rows hold one of these.
 *
 * @returns 256 rows of one value per column
 */
export function probeRows(model: OnnxModel, columns: readonly ModelColumn[]): Cell[][] {
  const prng = xoshiro128('646f737369657220b7a0726f62657300');
  const known = model.inputs.map(({ name }) => knownValues(model, name));
  return Array.from({ length: PROBES }, (_, row) =>
    columns.map(({ type, input }) => probe(type, { row, known: known[input] ?? [], prng })),
  );
}

function probe(type: InputType, { row, known, prng }: { row: number; known: ClassLabel[]; prng: Prng }): Cell {
  const number = row === 0 ? 0 : numberFor(row, prng);
  if (type === 'float' || type === 'double') return number;
  if (type === 'bool') return row > 0 && prng.below(2) === 1;
  const foreign = type === 'string' ? `text ${row % 4}` : Math.trunc(number);
  const listed = known.filter((value) => typeof value === typeof foreign);
  return row === 0 ? (listed[0] ?? foreign) : pick(listed, foreign, prng);
}

/** Seven times out of eight one that is listed. */
function pick(listed: readonly ClassLabel[], foreign: ClassLabel, prng: Prng): ClassLabel {
  const place = prng.below(8 * Math.max(1, listed.length));
  return place % 8 === 0 ? foreign : (listed[Math.floor(place / 8)] ?? foreign);
}

function numberFor(row: number, prng: Prng): number {
  return row % 4 === 0 ? prng.below(2) : scaled(prng.below(2001), prng.below(MAGNITUDES.length));
}

/** From half of a magnitude below 0 to one and a half above. */
function scaled(step: number, magnitude: number): number {
  return ((step - 500) / 1000) * (MAGNITUDES[magnitude] ?? 1);
}

/** The texts and whole numbers among which the graph looks an input up, in the order of its nodes. */
function knownValues(model: OnnxModel, input: string): ClassLabel[] {
  const reached = new Set([input]);
  const found: ClassLabel[] = [];
  for (const node of model.nodes) {
    if (!node.inputs.some((tensor) => reached.has(tensor))) continue;
    const listed = listedIn(model, node);
    found.push(...listed);
    if (listed.length === 0) for (const output of node.outputs) reached.add(output);
  }
  return [...new Set(found)];
}

/** What an encoder lists, or what an Equal compares with. */
function listedIn(model: OnnxModel, node: OnnxNode): ClassLabel[] {
  if (node.operator === 'Equal') return node.inputs.flatMap((tensor) => constantValues(model, tensor) ?? []);
  const texts = ['cats_strings', 'keys_strings'].flatMap((name) => textsAttribute(node, name));
  return [...texts, ...['cats_int64s', 'keys_int64s'].flatMap((name) => integersAttribute(node, name))];
}
