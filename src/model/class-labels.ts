import { integersAttribute, type OnnxModel, type OnnxNode, textsAttribute } from './onnx-model.ts';
import { type Field, integersOf, textOf } from './wire.ts';

export type ClassLabel = number | string;

/** Operators that give each row its columns in the order in which they took them. */
const KEEPING_COLUMNS: ReadonlySet<string> = new Set(['Identity', 'Cast', 'Reshape', 'Flatten']);
const SCALING_COLUMNS: ReadonlySet<string> = new Set([...KEEPING_COLUMNS, 'Normalizer', 'Softmax', 'Sigmoid']);

/** The node that makes a tensor, looking through those that only pass it on. */
export function producerOf(
  model: OnnxModel,
  tensor: string,
  passing: ReadonlySet<string> = KEEPING_COLUMNS,
): OnnxNode | undefined {
  let name = tensor;
  for (let steps = 0; steps <= model.nodes.length; steps += 1) {
    const node = model.nodes.find(({ outputs }) => outputs.includes(name));
    if (node === undefined || !passing.has(node.operator)) return node;
    name = node.inputs[0] ?? '';
  }
  return undefined;
}

/**
 * The classes of a score tensor's columns: those from which the model's one label output is drawn, else those of the
 * classifier that makes the tensor. The label output comes first because a stacked model's last classifier numbers
 * classes that the label output then names.
 *
 * @returns null when the graph names no classes
 */
export function labelsOf(model: OnnxModel, tensor: string): ClassLabel[] | null {
  const [label, second] = model.outputs.filter(
    ({ elementType }) => elementType !== null && LABEL_TYPES.has(elementType),
  );
  const named = label === undefined || second !== undefined ? null : namedBy(model, label.name);
  if (named !== null) return named;
  const producer = producerOf(model, tensor, SCALING_COLUMNS);
  return producer === undefined ? null : labelsOfNode(producer);
}

/** int32, int64 and string of onnx.proto3's TensorProto.DataType. */
const LABEL_TYPES: ReadonlySet<number> = new Set([6, 7, 8]);

function namedBy(model: OnnxModel, label: string): ClassLabel[] | null {
  const producer = producerOf(model, label);
  if (producer === undefined) return null;
  if (producer.operator !== 'ArrayFeatureExtractor' && producer.operator !== 'Gather') return labelsOfNode(producer);
  const [classes = ''] = producer.inputs;
  return constantValues(model, classes);
}

/** The labels that a classifier or a ZipMap carries. Null when it carries none. */
export function labelsOfNode(node: OnnxNode): ClassLabel[] | null {
  const texts = textsAttribute(node, 'classlabels_strings');
  if (texts.length > 0) return texts;
  const integers = ['classlabels_int64s', 'classlabels_ints'].flatMap((name) => integersAttribute(node, name));
  return integers.length > 0 ? integers : null;
}

/** Fields of TensorProto that hold values. */
const VALUES = { type: 2, int32: 5, texts: 6, int64: 7, raw: 9 };

/** The integers or texts of a tensor that the model file holds. Null when it holds none of that name or type. */
export function constantValues(model: OnnxModel, name: string): ClassLabel[] | null {
  const fields = model.constants.get(name);
  if (fields === undefined) return null;
  const of = (number: number): Field[] => fields.filter((field) => field.number === number);
  const [type] = integersOf(of(VALUES.type));
  if (type === 8) return of(VALUES.texts).map(textOf);
  if (type !== 6 && type !== 7) return null;
  const [raw] = of(VALUES.raw);
  return raw === undefined ? integersOf(of(type === 6 ? VALUES.int32 : VALUES.int64)) : rawIntegers(raw.value, type);
}

function rawIntegers(bytes: Uint8Array, type: 6 | 7): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = type === 6 ? 4 : 8;
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
    type === 6 ? view.getInt32(index * size, true) : Number(view.getBigInt64(index * size, true)),
  );
}
