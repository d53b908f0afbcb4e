import type { OnnxModel } from '../onnx-model.ts';
import { withSingleOutput } from '../onnx-model.ts';
import { openSession, type SessionOptions } from '../session.ts';

/** Makes the columns of a tensor from encoded rows: row-major [n, columns] in, row-major [n, features] out. */
export interface FeatureEncoder {
  encode(rows: Float64Array, n: number): Promise<Float64Array>;
  release(): Promise<void>;
}

/**
 * What stands before the sums is run by the runtime itself, on a copy of the model that ends there: scaling, encoding
 * and the filling of gaps come out as the score saw them.
 */
export async function featureEncoder(
  tensor: string,
  { model, ...options }: Omit<SessionOptions, 'bytes' | 'tensor'> & { model: OnnxModel },
): Promise<FeatureEncoder> {
  const [input, second] = options.layout.inputs;
  if (input?.name === tensor && second === undefined) {
    // Trees and sums compare and add in single precision, unless the input is double.
    const cast = input.type === 'double' ? (value: number) => value : Math.fround;
    return { encode: async (rows) => rows.map(cast), release: async () => {} };
  }
  const session = await openSession({ ...options, bytes: withSingleOutput(model, tensor), tensor });
  return {
    encode: async (rows, n) => (await session.run(rows, n)).values,
    release: () => session.release(),
  };
}
