import type { OnnxModel, OnnxNode } from './onnx-model.ts';
import { type Field, fieldsOf, integerOf, integersOf } from './wire.ts';

// Field numbers of onnx.proto3's AttributeProto and TensorProto.
const ATTRIBUTE = { float: 2, integer: 3, tensor: 5, floats: 7 };
const TENSOR = { dims: 1, type: 2, floats: 4, int32s: 5, int64s: 7, raw: 9, doubles: 10 };

/** A tensor of numbers that the model file holds. */
export interface NumberTensor {
  shape: number[];
  values: Float64Array;
}

/** The integer of an attribute. Undefined when the node has none of that name. */
export function integerAttribute(node: OnnxNode, name: string): number | undefined {
  const field = fieldsNumbered(node.attributes.get(name), ATTRIBUTE.integer)[0];
  return field === undefined ? undefined : integerOf(field);
}

/** The number of an attribute. Undefined when the node has none of that name. */
export function floatAttribute(node: OnnxNode, name: string): number | undefined {
  const field = fieldsNumbered(node.attributes.get(name), ATTRIBUTE.float)[0];
  return field === undefined ? undefined : floatsOf([field], 4)[0];
}

/** The numbers of an attribute that lists them; none when the node has no such attribute. */
export function floatsAttribute(node: OnnxNode, name: string): Float64Array {
  return floatsOf(fieldsNumbered(node.attributes.get(name), ATTRIBUTE.floats), 4);
}

/** The tensor of an attribute. Undefined when the node has none of that name, or one that holds no numbers. */
export function tensorAttribute(node: OnnxNode, name: string): NumberTensor | undefined {
  const field = fieldsNumbered(node.attributes.get(name), ATTRIBUTE.tensor)[0];
  return field === undefined ? undefined : numbersOf(fieldsOf(field.value));
}

/** The numbers of a tensor that the file holds under a name. Undefined when there is none. */
export function constantNumbers({ constants }: OnnxModel, name: string): NumberTensor | undefined {
  const fields = constants.get(name);
  return fields === undefined ? undefined : numbersOf(fields);
}

function fieldsNumbered(fields: readonly Field[] = [], number: number): Field[] {
  return fields.filter((field) => field.number === number);
}

function numbersOf(fields: readonly Field[]): NumberTensor | undefined {
  const [type = 0] = integersOf(fieldsNumbered(fields, TENSOR.type));
  const values = valuesOf(fields, type);
  return values === undefined ? undefined : { shape: integersOf(fieldsNumbered(fields, TENSOR.dims)), values };
}

function valuesOf(fields: readonly Field[], type: number): Float64Array | undefined {
  const [raw] = fieldsNumbered(fields, TENSOR.raw);
  if (raw !== undefined) return rawNumbers(raw.value, type);
  switch (type) {
    case 1:
      return floatsOf(fieldsNumbered(fields, TENSOR.floats), 4);
    case 11:
      return floatsOf(fieldsNumbered(fields, TENSOR.doubles), 8);
    case 7:
      return Float64Array.from(integersOf(fieldsNumbered(fields, TENSOR.int64s)));
    case 2:
    case 3:
    case 6:
    case 9:
      return Float64Array.from(integersOf(fieldsNumbered(fields, TENSOR.int32s)));
    default:
      return undefined;
  }
}

/** Packed or not, the bytes of a repeated float or double are its numbers one after the other. */
function floatsOf(fields: readonly Field[], size: 4 | 8): Float64Array {
  const bytes = Buffer.concat(fields.map(({ value }) => value));
  return rawNumbers(bytes, size === 4 ? 1 : 11) ?? new Float64Array(0);
}

/** Little-endian numbers of a type of onnx.proto3's TensorProto.DataType. Undefined for types that are not read here. */
function rawNumbers(bytes: Uint8Array, type: number): Float64Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = READERS.get(type);
  if (reader === undefined) return undefined;
  return Float64Array.from({ length: Math.floor(bytes.length / reader.size) }, (_, index) =>
    reader.read(view, index * reader.size),
  );
}

const READERS: ReadonlyMap<number, { size: number; read: (view: DataView, at: number) => number }> = new Map([
  [1, { size: 4, read: (view, at) => view.getFloat32(at, true) }],
  [2, { size: 1, read: (view, at) => view.getUint8(at) }],
  [3, { size: 1, read: (view, at) => view.getInt8(at) }],
  [6, { size: 4, read: (view, at) => view.getInt32(at, true) }],
  [7, { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)) }],
  [9, { size: 1, read: (view, at) => view.getUint8(at) }],
  [11, { size: 8, read: (view, at) => view.getFloat64(at, true) }],
]);
