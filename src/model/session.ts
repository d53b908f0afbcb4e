import { createRequire } from 'node:module';
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { DossierError } from '../core/error.ts';
import { feedBuffers } from './feed-buffers.ts';
import type { InputLayout } from './model-columns.ts';
import type { RowCodec } from './row-codec.ts';

/** A model in the runtime: encoded rows in, the numbers of its one output out. */
export interface ModelSession {
  /** @returns the output's numbers, row-major, and how many there are a row */
  run(rows: Float64Array, n: number): Promise<Output>;
  release(): Promise<void>;
}

export interface Output {
  values: Float64Array;
  width: number;
}

export interface SessionOptions {
  bytes: Uint8Array;
  layout: InputLayout;
  codec: RowCodec;
  /** The one output that is asked for. */
  tensor: string;
  /** Rows that the graph insists on in every batch. Null when it takes any number. */
  batch: number | null;
}

const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };

/** Sums of floats depend on how threads share them; with one thread the same rows give the same bits. */
export const RUNTIME: string = `onnxruntime-node ${version}, CPU, 1 thread`;

/** Bounds of a batch: rows, and numbers. */
const BATCH_ROWS = 4096;
const BATCH_NUMBERS = 2 ** 20;

const OPTIONS = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 4,
} as const;

/** @throws DossierError model/unreadable when the runtime refuses the model */
export async function openSession({ bytes, layout, codec, tensor, batch }: SessionOptions): Promise<ModelSession> {
  const session = await InferenceSession.create(bytes, OPTIONS).catch((cause: unknown) => {
    throw new DossierError('model/unreadable', `the runtime refuses the model: ${firstLine(cause)}`, { cause });
  });
  const width = layout.columns.length;
  const size = batch ?? Math.max(1, Math.min(BATCH_ROWS, Math.floor(BATCH_NUMBERS / width)));
  const buffers = feedBuffers(layout, codec, size);

  async function runBatch(rows: Float64Array, n: number): Promise<Output> {
    const fed = batch === null || n === batch ? n : batch;
    const feeds = buffers.feeds(fed === n ? rows : padded(rows, fed * width), fed);
    const outputs = await session.run(feeds, [tensor]).catch((cause: unknown) => {
      throw new DossierError('model/run-failed', `the model cannot score the inputs: ${firstLine(cause)}`, { cause });
    });
    const values = numbersOf(outputs[tensor], tensor);
    const across = values.length / fed;
    return { values: values.subarray(0, across * n), width: across };
  }

  async function runAll(rows: Float64Array, n: number): Promise<Output> {
    const found: Output[] = [];
    for (let start = 0; start < n; start += size) {
      const end = Math.min(n, start + size);
      found.push(await runBatch(rows.subarray(start * width, end * width), end - start));
    }
    const [first, second] = found;
    return first !== undefined && second === undefined ? first : joined(found);
  }

  let turn: Promise<unknown> = Promise.resolve();
  return {
    run(rows, n) {
      // The buffers serve one run at a time.
      const mine = turn.then(() => runAll(rows, n));
      turn = mine.catch(() => undefined);
      return mine;
    },
    release: () => session.release(),
  };
}

function numbersOf(output: Tensor | undefined, tensor: string): Float64Array {
  if (output?.type === 'float32' || output?.type === 'float64')
    return new Float64Array(output.data as Float32Array | Float64Array);
  throw new DossierError('model/no-score', `output ${tensor} of the model is ${output?.type}, not float or double`);
}

/** Rows of a batch that must be full: its own rows are repeated. */
function padded(rows: Float64Array, length: number): Float64Array {
  const full = new Float64Array(length);
  const width = Math.max(1, rows.length);
  full.set(rows);
  for (let at = rows.length; at < length; at += 1) full[at] = rows[at % width] ?? Number.NaN;
  return full;
}

function joined(parts: readonly Output[]): Output {
  const values = new Float64Array(parts.reduce((total, part) => total + part.values.length, 0));
  parts.reduce((at, part) => {
    values.set(part.values, at);
    return at + part.values.length;
  }, 0);
  return { values, width: parts[0]?.width ?? 1 };
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}
