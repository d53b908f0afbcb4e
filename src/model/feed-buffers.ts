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

type Buffered = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array | string[];

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

function fill({ input, columns, buffer }: Part, batch: Batch): void {
  const { rows, n, total, codec } = batch;
  const floats = buffer instanceof Float32Array || buffer instanceof Float64Array;
  if (floats && columns.length === total && columns.every(({ place, position }) => place === position)) {
    buffer.set(rows.subarray(0, n * total));
    return;
  }
  for (const column of columns) {
    const write = writerOf(buffer, column, codec);
    for (let row = 0; row < n; row += 1)
      write(row * input.width + column.position, rows[row * total + column.place] ?? Number.NaN);
  }
}

function writerOf(buffer: Buffered, column: HeldColumn, codec: RowCodec): (at: number, value: number) => void {
  if (Array.isArray(buffer)) {
    return (at, value) => {
      buffer[at] = codec.textOf(column.place, value);
    };
  }
  if (buffer instanceof BigInt64Array) {
    return (at, value) => {
      buffer[at] = BigInt(whole(value, column));
    };
  }
  const plain = column.type === 'float' || column.type === 'double';
  return (at, value) => {
    buffer[at] = plain ? value : whole(value, column);
  };
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
