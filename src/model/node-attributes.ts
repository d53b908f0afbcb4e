import type { OnnxNode } from './onnx-model.ts';
import { type Field, fieldsOf, floatsOf, integerOf, integersOf, textOf } from './wire.ts';

/** Field numbers of onnx.proto3's AttributeProto and TensorProto, for the values that tree and linear nodes hold. */
const ATTRIBUTE = { float: 2, integer: 3, tensor: 5, floats: 7, integers: 8, texts: 9 };
const TENSOR = { type: 2, floats: 4, int32: 5, int64: 7, raw: 9, doubles: 10 };
const TYPE = { float: 1, uint8: 2, int32: 6, int64: 7, double: 11 };

function fieldsNamed(node: OnnxNode, name: string, number: number): Field[] {
  return (node.attributes.get(name) ?? []).filter((field) => field.number === number);
}

/** An attribute of one integer. Undefined when the node has none of that name. */
export function integerOfNode(node: OnnxNode, name: string): number | undefined {
  const [field] = fieldsNamed(node, name, ATTRIBUTE.integer);
  return field === undefined ? undefined : integerOf(field);
}

/** An attribute of one floating-point number. Undefined when the node has none of that name. */
export function floatOfNode(node: OnnxNode, name: string): number | undefined {
  return floatsOf(fieldsNamed(node, name, ATTRIBUTE.float))[0];
}

/** Floating-point numbers: of a list, of a tensor, or of a tensor named `..._as_tensor`. Empty when there are none. */
export function numbersOfNode(node: OnnxNode, name: string): Float64Array {
  const listed = fieldsNamed(node, name, ATTRIBUTE.floats);
  if (listed.length > 0) return floatsOf(listed);
  const [tensor] = [
    ...fieldsNamed(node, name, ATTRIBUTE.tensor),
    ...fieldsNamed(node, `${name}_as_tensor`, ATTRIBUTE.tensor),
  ];
  return tensor === undefined ? new Float64Array(0) : numbersOfTensor(fieldsOf(tensor.value));
}

/** Integers of a list or of a tensor. Empty when there are none. */
export function integersOfNode(node: OnnxNode, name: string): number[] {
  const listed = fieldsNamed(node, name, ATTRIBUTE.integers);
  if (listed.length > 0) return integersOf(listed);
  const [tensor] = fieldsNamed(node, name, ATTRIBUTE.tensor);
  return tensor === undefined ? [] : [...numbersOfTensor(fieldsOf(tensor.value))];
}

export function textsOfNode(node: OnnxNode, name: string): string[] {
  return fieldsNamed(node, name, ATTRIBUTE.texts).map(textOf);
}

/** The numbers of a tensor of float, double, uint8, int32 or int64; none for other types. */
export function numbersOfTensor(tensor: readonly Field[]): Float64Array {
  const of = (number: number): Field[] => tensor.filter((field) => field.number === number);
  const [type] = integersOf(of(TENSOR.type));
  const [raw] = of(TENSOR.raw);
  if (raw !== undefined) return rawNumbers(raw.value, type);
  if (type === TYPE.float) return floatsOf(of(TENSOR.floats));
  if (type === TYPE.double) return floatsOf(of(TENSOR.doubles), 8);
  return Float64Array.from(integersOf(of(type === TYPE.int64 ? TENSOR.int64 : TENSOR.int32)));
}

function rawNumbers(bytes: Uint8Array, type: number | undefined): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const readers: Record<number, [size: number, read: (at: number) => number] | undefined> = {
    [TYPE.float]: [4, (at) => view.getFloat32(at, true)],
    [TYPE.double]: [8, (at) => view.getFloat64(at, true)],
    [TYPE.uint8]: [1, (at) => view.getUint8(at)],
    [TYPE.int32]: [4, (at) => view.getInt32(at, true)],
    [TYPE.int64]: [8, (at) => Number(view.getBigInt64(at, true))],
  };
  const [size = 1, read] = readers[type ?? 0] ?? [];
  if (read === undefined) return new Float64Array(0);
  return Float64Array.from({ length: Math.floor(bytes.length / size) }, (_, index) => read(index * size));
}
