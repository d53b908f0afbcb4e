import { DossierError } from '../core/error.ts';
import { bytesField, type Field, fieldsOf, integerOf, integersOf, joinFields, textOf } from './wire.ts';

// Field numbers of onnx.proto3, IR version 10.
const MODEL = { graph: 7 };
const GRAPH = { node: 1, initializer: 5, input: 11, output: 12 };
const NODE = { input: 1, output: 2, operator: 4, attribute: 5 };
const ATTRIBUTE = { name: 1, text: 4, tensor: 5, integers: 8, texts: 9 };
const VALUE = { name: 1, type: 2 };
const TENSOR = { name: 8 };

/** Element types of onnx.proto3's TensorProto.DataType that matter here. */
export const ELEMENT = { float: 1, int32: 6, int64: 7, string: 8, bool: 9, double: 11 } as const;

export interface OnnxNode {
  operator: string;
  inputs: string[];
  outputs: string[];
  /** By name; each as its fields. */
  attributes: Map<string, Field[]>;
}

export interface OnnxValue {
  name: string;
  /** Null when the value is no tensor, e.g. a sequence of maps. */
  elementType: number | null;
  /** Sizes that the model fixes; null for those it leaves open. Null when it says nothing of the shape. */
  shape: (number | null)[] | null;
}

/** What of an ONNX model we look at. The bytes themselves are kept beside it. */
export interface OnnxModel {
  bytes: Uint8Array;
  nodes: OnnxNode[];
  inputs: OnnxValue[];
  outputs: OnnxValue[];
  /** Tensors whose values the file holds, by name; each as its fields. */
  constants: Map<string, Field[]>;
}

/** @throws DossierError model/unreadable */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  const [graph, second] = fieldsOf(bytes).filter(({ number, wireType }) => number === MODEL.graph && wireType === 2);
  if (graph === undefined) throw new DossierError('model/unreadable', 'the model file holds no ONNX graph');
  if (second !== undefined) throw new DossierError('model/unreadable', 'the model file holds more than one ONNX graph');
  const fields = fieldsOf(graph.value);
  const all = (number: number): Uint8Array[] =>
    fields.filter((field) => field.number === number).map(({ value }) => value);
  const initializers = new Map(all(GRAPH.initializer).map(readTensor));
  const nodes = all(GRAPH.node).map(readNode);
  return {
    bytes,
    nodes,
    constants: new Map([...nodes.flatMap(constantOf), ...initializers]),
    inputs: all(GRAPH.input)
      .map(readValue)
      .filter(({ name }) => !initializers.has(name)),
    outputs: all(GRAPH.output).map(readValue),
  };
}

function readTensor(tensor: Uint8Array): [name: string, fields: Field[]] {
  const fields = fieldsOf(tensor);
  return [textsOf(fields, TENSOR.name)[0] ?? '', fields];
}

/** The tensor that a Constant node holds, under the name of its output. */
function constantOf({ operator, outputs, attributes }: OnnxNode): [name: string, fields: Field[]][] {
  const tensor = attributes.get('value')?.find(({ number }) => number === ATTRIBUTE.tensor);
  const [name] = outputs;
  return operator !== 'Constant' || tensor === undefined || name === undefined ? [] : [[name, fieldsOf(tensor.value)]];
}

function readNode(node: Uint8Array): OnnxNode {
  const fields = fieldsOf(node);
  const attributes = fields.filter(({ number }) => number === NODE.attribute).map(({ value }) => fieldsOf(value));
  return {
    operator: operatorOf(fields),
    inputs: textsOf(fields, NODE.input),
    outputs: textsOf(fields, NODE.output),
    attributes: new Map(attributes.map((attribute) => [textsOf(attribute, ATTRIBUTE.name)[0] ?? '', attribute])),
  };
}

function operatorOf(node: readonly Field[]): string {
  return textsOf(node, NODE.operator)[0] ?? '';
}

function readValue(value: Uint8Array): OnnxValue {
  const fields = fieldsOf(value);
  const name = textsOf(fields, VALUE.name)[0] ?? '';
  const tensor = nested(nested(fields, VALUE.type), 1);
  if (tensor === null) return { name, elementType: null, shape: null };
  const elementType = tensor.find(({ number }) => number === 1);
  const shape = nested(tensor, 2);
  return {
    name,
    elementType: elementType === undefined ? null : integerOf(elementType),
    shape: shape === null ? null : shape.filter(({ number }) => number === 1).map(({ value: size }) => fixedSize(size)),
  };
}

function nested(fields: readonly Field[] | null, number: number): Field[] | null {
  const field = fields?.find((each) => each.number === number && each.wireType === 2);
  return field === undefined ? null : fieldsOf(field.value);
}

function fixedSize(dimension: Uint8Array): number | null {
  const size = fieldsOf(dimension).find(({ number, wireType }) => number === 1 && wireType === 0);
  return size === undefined ? null : integerOf(size);
}

function textsOf(fields: readonly Field[], number: number): string[] {
  return fields.filter((field) => field.number === number && field.wireType === 2).map(textOf);
}

/** The text of an attribute. Undefined when the node has none of that name. */
export function textAttribute(node: OnnxNode, name: string): string | undefined {
  return textsOf(node.attributes.get(name) ?? [], ATTRIBUTE.text)[0];
}

/** The texts of an attribute that lists texts; none when the node has no such attribute. */
export function textsAttribute(node: OnnxNode, name: string): string[] {
  return textsOf(node.attributes.get(name) ?? [], ATTRIBUTE.texts);
}

/** The integers of an attribute that lists integers; none when the node has no such attribute. */
export function integersAttribute(node: OnnxNode, name: string): number[] {
  return integersOf((node.attributes.get(name) ?? []).filter(({ number }) => number === ATTRIBUTE.integers));
}

/**
 * A copy of the model with one output, the named tensor, whose type the runtime infers; nodes that only served other
 * outputs may stay.
 * @param rawFrom - the output of a classifier whose `post_transform` is taken away, so that it gives raw scores
 */
export function withSingleOutput(model: OnnxModel, tensor: string, rawFrom?: string): Uint8Array {
  const output = bytesField(GRAPH.output, joinFields([bytesField(VALUE.name, tensor)]));
  const graph = (fields: Field[]): Field[] => [
    ...fields
      .filter(
        ({ number, value }) =>
          number !== GRAPH.output && !(number === GRAPH.node && operatorOf(fieldsOf(value)) === 'ZipMap'),
      )
      .map((field) => (field.number === GRAPH.node && rawFrom !== undefined ? untransformed(field, rawFrom) : field)),
    output,
  ];
  const fields = fieldsOf(model.bytes).map((field) =>
    field.number === MODEL.graph && field.wireType === 2
      ? bytesField(MODEL.graph, joinFields(graph(fieldsOf(field.value))))
      : field,
  );
  return joinFields(fields);
}

function untransformed(node: Field, output: string): Field {
  const fields = fieldsOf(node.value);
  if (!textsOf(fields, NODE.output).includes(output)) return node;
  const rewritten = fields.map((field) => {
    if (field.number !== NODE.attribute) return field;
    const attribute = fieldsOf(field.value);
    if (textsOf(attribute, ATTRIBUTE.name)[0] !== 'post_transform') return field;
    const plain = attribute.map((part) => (part.number === ATTRIBUTE.text ? bytesField(ATTRIBUTE.text, 'NONE') : part));
    return bytesField(NODE.attribute, joinFields(plain));
  });
  return bytesField(GRAPH.node, joinFields(rewritten));
}
