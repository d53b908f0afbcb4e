import { ELEMENT, type OnnxModel, withSingleOutput } from '../onnx-model.ts';
import { openSession } from '../session.ts';
import { notExact } from './ensemble.ts';

/** Makes the columns of a tensor from rows of inputs: row-major [n, inputs] in, row-major [n, features] out. */
export interface FeatureEncoder {
  encode(rows: Float64Array, n: number): Promise<Float64Array>;
  release(): Promise<void>;
}

const BATCH_ROWS = 4096;

/**
 * What stands before the sums is run by the runtime itself, on a copy of the model that ends there: scaling, encoding
 * and the filling of gaps come out as the score saw them.
 */
export async function featureEncoder(model: OnnxModel, tensor: string): Promise<FeatureEncoder> {
  const [input] = model.inputs;
  if (input?.name === tensor && model.inputs.length === 1) {
    const cast = castOf(input.elementType);
    return { encode: async (rows) => rows.map(cast), release: async () => {} };
  }
  const session = await openSession(withSingleOutput(model, tensor), model, tensor);
  return {
    async encode(rows, n) {
      const width = rows.length / n;
      const parts: Float64Array[] = [];
      for (let start = 0; start < n; start += BATCH_ROWS) {
        const end = Math.min(n, start + BATCH_ROWS);
        const batch = Float32Array.from(rows.subarray(start * width, end * width));
        parts.push((await session.run(batch, end - start)).values);
      }
      return joined(parts);
    },
    release: () => session.release(),
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}

/** A matrix of floats is read in single precision, one of doubles as it is; whole numbers are cut off. */
function castOf(elementType: number | null): (value: number) => number {
  switch (elementType) {
    case ELEMENT.float:
      return Math.fround;
    case ELEMENT.double:
      return (value) => value;
    case ELEMENT.int64:
    case ELEMENT.int32:
      return (value) => Math.fround(Math.trunc(value));
    default:
      throw notExact('its input is of a type that is not read here');
  }
}
