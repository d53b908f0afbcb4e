import { Tensor } from 'onnxruntime-node';
import { DossierError } from '../core/error.ts';
import type { GraphInput, InputLayout, ModelColumn } from './model-columns.ts';
import type { RowCodec } from './row-codec.ts';

/** Turns encoded rows into the tensors of a graph; the buffers are made once and used for every batch. */
export interface FeedBuffers {
  /**
   * @param rows - row-major [n, columns], as the codec encoded them
   * @returns tensors that hold until the next call
   */
  feeds(rows: Float64Array, n: number): Record<string, Tensor>;
}

type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array;
type Buffered = Numbers | BigInt64Array | string[];

/** @param capacity - most rows of a batch */
export function feedBuffers({ inputs, columns }: InputLayout, codec: RowCodec, capacity: number): FeedBuffers {
  const parts = inputs.map(
    (input, index): Part => ({
      input,
      columns: columns.flatMap((column, place) => (column.input === index ? [{ ...column, place }] : [])),
      buffer: bufferOf(input, capacity),
    }),
  );
  return {
    feeds(rows, n) {
      for (const part of parts) fill(part, { rows, n, total: columns.length, codec });
      return Object.fromEntries(parts.map(({ input, buffer }) => [input.name, tensorOf(input, buffer, n)]));
    },
  };
}

function bufferOf({ type, width }: GraphInput, capacity: number): Buffered {
  const size = capacity * width;
  switch (type) {
    case 'float':
      return new Float32Array(size);
    case 'double':
      return new Float64Array(size);
    case 'int64':
      return new BigInt64Array(size);
    case 'int32':
      return new Int32Array(size);
    case 'bool':
      return new Uint8Array(size);
    case 'string':
      return new Array<string>(size).fill('');
  }
}

type HeldColumn = ModelColumn & { place: number };

interface Part {
  input: GraphInput;
  columns: HeldColumn[];
  buffer: Buffered;
}

interface Batch {
  rows: Float64Array;
  n: number;
  /** Columns of an encoded row. */
  total: number;
  codec: RowCodec;
}

interface Copy extends Batch {
  /** Values a row of the input. */
  width: number;
}

function fill({ input, columns, buffer }: Part, batch: Batch): void {
  const { rows, n, total } = batch;
  const floats = buffer instanceof Float32Array || buffer instanceof Float64Array;
  if (floats && columns.length === total && columns.every(({ place, position }) => place === position)) {
    buffer.set(rows.subarray(0, n * total));
    return;
  }
  for (const column of columns) {
    if (Array.isArray(buffer)) fillTexts(buffer, column, { ...batch, width: input.width });
    else if (buffer instanceof BigInt64Array) fillBig(buffer, column, { ...batch, width: input.width });
    else fillNumbers(buffer, column, { ...batch, width: input.width });
  }
}

// One plain loop for each kind of buffer: they run once for every value of every row that is scored.

function fillTexts(buffer: string[], { place, position }: HeldColumn, { rows, n, total, width, codec }: Copy): void {
  for (let row = 0; row < n; row += 1)
    buffer[row * width + position] = codec.textOf(place, rows[row * total + place] ?? Number.NaN);
}

function fillBig(buffer: BigInt64Array, column: HeldColumn, { rows, n, total, width }: Copy): void {
  const { place, position } = column;
  for (let row = 0; row < n; row += 1)
    buffer[row * width + position] = BigInt(whole(rows[row * total + place] ?? Number.NaN, column));
}

function fillNumbers(buffer: Numbers, column: HeldColumn, { rows, n, total, width }: Copy): void {
  const { place, position, type } = column;
  const plain = type === 'float' || type === 'double';
  for (let row = 0; row < n; row += 1) {
    const value = rows[row * total + place] ?? Number.NaN;
    buffer[row * width + position] = plain ? value : whole(value, column);
  }
}

/** What was not encoded may still hold a missing value, which has no place in an integer or a truth value. */
function whole(value: number, { name }: ModelColumn): number {
  if (Number.isInteger(value)) return value;
  throw new DossierError('model/input-missing', `input ${name} is ${value}, and the model takes whole numbers`);
}

function tensorOf({ type, width, rank }: GraphInput, buffer: Buffered, n: number): Tensor {
  const shape = rank === 1 ? [n] : [n, width];
  const size = n * width;
  if (type === 'string') return new Tensor('string', (buffer as string[]).slice(0, size), shape);
  if (buffer instanceof Float32Array) return new Tensor('float32', buffer.subarray(0, size), shape);
  if (buffer instanceof Float64Array) return new Tensor('float64', buffer.subarray(0, size), shape);
  if (buffer instanceof BigInt64Array) return new Tensor('int64', buffer.subarray(0, size), shape);
  if (buffer instanceof Int32Array) return new Tensor('int32', buffer.subarray(0, size), shape);
  return new Tensor('bool', (buffer as Uint8Array).subarray(0, size), shape);
}
