import { createRequire } from 'node:module';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { DossierError } from '../core/error.ts';
import { ELEMENT, type OnnxModel } from './onnx-model.ts';

/** A model in the runtime: rows in, the numbers of its one output out. */
export interface ModelSession {
  /** @returns the output's numbers, row-major, and how many there are a row */
  run(rows: Float64Array, n: number): Promise<{ values: Float64Array; width: number }>;
  release(): Promise<void>;
}

const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };

/** Sums of floats depend on how threads share them; with one thread the same rows give the same bits. */
export const RUNTIME: string = `onnxruntime-node ${version}, CPU, 1 thread`;

const OPTIONS = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 4,
} as const;

/** @throws DossierError model/unreadable when the runtime refuses the model */
export async function openSession(bytes: Uint8Array, model: OnnxModel, tensor: string): Promise<ModelSession> {
  const session = await InferenceSession.create(bytes, OPTIONS).catch((cause: unknown) => {
    throw new DossierError('model/unreadable', `the runtime refuses the model: ${firstLine(cause)}`, { cause });
  });
  return {
    async run(rows, n) {
      const outputs = await session.run(feedsOf(model, rows, n), [tensor]).catch((cause: unknown) => {
        throw new DossierError('model/run-failed', `the model cannot score the inputs: ${firstLine(cause)}`, { cause });
      });
      const output = outputs[tensor];
      if (output?.type !== 'float32' && output?.type !== 'float64') {
        throw new DossierError(
          'model/no-score',
          `output ${tensor} of the model is ${output?.type}, not float or double`,
        );
      }
      const values = new Float64Array(output.data as Float32Array | Float64Array);
      return { values, width: values.length / n };
    },
    release: () => session.release(),
  };
}

function feedsOf({ inputs }: OnnxModel, rows: Float64Array, n: number): Record<string, Tensor> {
  const [matrix] = inputs;
  const width = rows.length / n;
  if (matrix !== undefined && inputs.length === 1)
    return { [matrix.name]: tensorOf(matrix.elementType, rows, [n, width]) };
  return Object.fromEntries(
    inputs.map(({ name, elementType }, column) => {
      const values = Float64Array.from({ length: n }, (_, row) => rows[row * width + column] ?? Number.NaN);
      return [name, tensorOf(elementType, values, [n, 1])];
    }),
  );
}

/** Values as the model takes them; a whole-number input gets them truncated, as the exporter's own cast would. */
function tensorOf(elementType: number | null, values: Float64Array, shape: number[]): Tensor {
  switch (elementType) {
    case ELEMENT.double:
      return new Tensor('float64', values.slice(), shape);
    case ELEMENT.int64:
      return new Tensor('int64', BigInt64Array.from(values, wholeNumber), shape);
    case ELEMENT.int32:
      return new Tensor('int32', Int32Array.from(values, finite), shape);
    case ELEMENT.bool:
      return new Tensor(
        'bool',
        Uint8Array.from(values, (value) => (finite(value) === 0 ? 0 : 1)),
        shape,
      );
    default:
      return new Tensor('float32', Float32Array.from(values), shape);
  }
}

function wholeNumber(value: number): bigint {
  return BigInt(Math.trunc(finite(value)));
}

/** A missing value has no place in an integer or a truth value; a silent 0 or true would be somebody else's record. */
function finite(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new DossierError(
    'model/input-not-numeric',
    'a whole-number or yes-no input of the model is missing or not finite',
  );
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}
