import { inputLayout } from '../../src/model/model-columns.ts';
import { readOnnx } from '../../src/model/onnx-model.ts';
import { rowCodec } from '../../src/model/row-codec.ts';
import { type Output, openSession } from '../../src/model/session.ts';

/** What the runtime gives for one tensor of a model of `width` numbers a row. */
export async function runTensor(
  bytes: Uint8Array,
  tensor: string,
  { rows, width }: { rows: readonly number[]; width: number },
): Promise<Output> {
  const names = Array.from({ length: width }, (_, column) => `x${column}`);
  const layout = inputLayout(readOnnx(bytes), names);
  const session = await openSession({ bytes, layout, codec: rowCodec(layout.columns), tensor, batch: null });
  const output = await session.run(Float64Array.from(rows), rows.length / width);
  await session.release();
  return output;
}
