import { Writer } from 'protobufjs/minimal.js';

// Writes small ONNX models for tests, so that no binary files need to be kept.

type Attribute = { name: string } & (
  | { ints: number[] }
  | { floats: number[] }
  | { text: string }
  | { texts: string[] }
  | { int: number }
  | { tensor: TinyTensor }
  | { graph: TinyNode[] }
);

export interface TinyNode {
  operator: string;
  domain?: string;
  inputs: string[];
  outputs: string[];
  attributes?: Attribute[];
}

export interface TinyModel {
  inputs: { name: string; width: number | null; elementType?: number; batch?: number }[];
  outputs: { name: string; map?: boolean; elementType?: number }[];
  nodes: TinyNode[];
  initializers?: TinyTensor[];
  /** Each by its nodes. */
  functions?: TinyNode[][];
  /** The version of ai.onnx.ml; 2 when absent. */
  ml?: number;
}

/**
 * Floats, unless the element type says 2 (uint8), 7 (int64), which `raw` writes as plain bytes, 8 (string), 9 (bool) or
 * 11 (double).
 */
export interface TinyTensor {
  name: string;
  shape: number[];
  values: number[] | string[];
  elementType?: 1 | 2 | 7 | 8 | 9 | 11;
  raw?: boolean;
  /** Writes floats as plain bytes, too. */
  floatsRaw?: boolean;
  /** Where the values lie in another file: location, offset, length. */
  external?: Record<string, string>;
}

/** The bytes of an ONNX model (IR 8, opset 17). */
export function tinyOnnx({ inputs, outputs, nodes, initializers = [], functions = [], ml = 2 }: TinyModel): Uint8Array {
  const graph = message((graph) => {
    for (const each of nodes) nested(graph, 1, node(each));
    graph.uint32(tag(2, 2)).string('tiny');
    for (const each of initializers) nested(graph, 5, tensor(each));
    for (const { name, width, elementType = 1, batch = null } of inputs)
      nested(graph, 11, value(name, tensorType(elementType, [batch, width])));
    for (const { name, map = false, elementType = 1 } of outputs) {
      nested(graph, 12, value(name, map ? sequenceOfMaps() : tensorType(elementType, [null, null])));
    }
  });
  return message((model) => {
    model.uint32(tag(1, 0)).int64(8);
    nested(model, 7, graph);
    for (const body of functions)
      nested(
        model,
        25,
        message((writer) => {
          for (const each of body) nested(writer, 7, node(each));
        }),
      );
    for (const [domain, version] of [
      ['', 17],
      ['ai.onnx.ml', ml],
    ] as const) {
      nested(
        model,
        8,
        message((opset) => opset.uint32(tag(1, 2)).string(domain).uint32(tag(2, 0)).int64(version)),
      );
    }
  });
}

/** A binary logistic regression with a ZipMap, as skl2onnx exports it by default. */
export function logisticRegression(
  coefficients: number[],
  intercept: number,
  labels: number[] | string[] = [0, 1],
): Uint8Array {
  const named: Attribute =
    typeof labels[0] === 'string'
      ? { name: 'classlabels_strings', texts: labels as string[] }
      : { name: 'classlabels_int64s', ints: labels as number[] };
  const classifierLabels: Attribute = 'ints' in named ? { ...named, name: 'classlabels_ints' } : named;
  return tinyOnnx({
    inputs: [{ name: 'input', width: coefficients.length }],
    outputs: [
      { name: 'label', elementType: 7 },
      { name: 'probabilities', map: true },
    ],
    nodes: [
      {
        ...{ operator: 'LinearClassifier', domain: 'ai.onnx.ml', inputs: ['input'], outputs: ['label', 'scores'] },
        attributes: [
          { name: 'coefficients', floats: [...coefficients.map((c) => -c), ...coefficients] },
          { name: 'intercepts', floats: [-intercept, intercept] },
          { name: 'post_transform', text: 'LOGISTIC' },
          { name: 'multi_class', int: 0 },
          classifierLabels,
        ],
      },
      { operator: 'ZipMap', domain: 'ai.onnx.ml', inputs: ['scores'], outputs: ['probabilities'], attributes: [named] },
    ],
  });
}

function tag(field: number, wireType: number): number {
  return (field << 3) | wireType;
}

function message(write: (writer: Writer) => unknown): Uint8Array {
  const writer = Writer.create();
  write(writer);
  return writer.finish();
}

function nested(writer: Writer, field: number, content: Uint8Array): void {
  writer.uint32(tag(field, 2)).bytes(content);
}

function node({ operator, domain, inputs, outputs, attributes = [] }: TinyNode): Uint8Array {
  return message((writer) => {
    for (const input of inputs) writer.uint32(tag(1, 2)).string(input);
    for (const output of outputs) writer.uint32(tag(2, 2)).string(output);
    writer.uint32(tag(4, 2)).string(operator);
    for (const each of attributes) nested(writer, 5, attribute(each));
    if (domain !== undefined) writer.uint32(tag(7, 2)).string(domain);
  });
}

function attribute(each: Attribute): Uint8Array {
  return message((writer) => {
    writer.uint32(tag(1, 2)).string(each.name);
    if ('int' in each) writer.uint32(tag(3, 0)).int64(each.int).uint32(tag(20, 0)).int32(2);
    if ('graph' in each) {
      const body = message((graph) => {
        for (const inner of each.graph) nested(graph, 1, node(inner));
      });
      nested(writer, 6, body);
      writer.uint32(tag(20, 0)).int32(5);
    }
    if ('text' in each) writer.uint32(tag(4, 2)).string(each.text).uint32(tag(20, 0)).int32(3);
    if ('floats' in each) {
      for (const float of each.floats) writer.uint32(tag(7, 5)).float(float);
      writer.uint32(tag(20, 0)).int32(6);
    }
    if ('ints' in each) {
      for (const int of each.ints) writer.uint32(tag(8, 0)).int64(int);
      writer.uint32(tag(20, 0)).int32(7);
    }
    if ('tensor' in each) {
      nested(writer, 5, tensor(each.tensor));
      writer.uint32(tag(20, 0)).int32(4);
    }
    if ('texts' in each) {
      for (const text of each.texts) writer.uint32(tag(9, 2)).string(text);
      writer.uint32(tag(20, 0)).int32(8);
    }
  });
}

function tensor(each: TinyTensor): Uint8Array {
  const { name, shape, values, elementType = 1, raw = false, floatsRaw = false, external = {} } = each;
  return message((writer) => {
    for (const size of shape) writer.uint32(tag(1, 0)).int64(size);
    writer.uint32(tag(2, 0)).int32(elementType);
    if (raw) writer.uint32(tag(9, 2)).bytes(new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
    else if (!floatsRaw) for (const each of values) element(writer, elementType, each);
    writer.uint32(tag(8, 2)).string(name);
    for (const [key, value] of Object.entries(external))
      nested(
        writer,
        13,
        message((entry) => entry.uint32(tag(1, 2)).string(key).uint32(tag(2, 2)).string(value)),
      );
    if ('location' in external) writer.uint32(tag(14, 0)).int32(1);
    if (floatsRaw) writer.uint32(tag(9, 2)).bytes(new Uint8Array(Float32Array.from(values, Number).buffer));
  });
}

function element(writer: Writer, elementType: number, each: number | string): void {
  if (elementType === 8) writer.uint32(tag(6, 2)).string(String(each));
  else if (elementType === 2 || elementType === 9) writer.uint32(tag(5, 0)).int32(Number(each));
  else if (elementType === 11) writer.uint32(tag(10, 1)).double(Number(each));
  else if (elementType === 7) writer.uint32(tag(7, 0)).int64(Number(each));
  else writer.uint32(tag(4, 5)).float(Number(each));
}

function value(name: string, type: Uint8Array): Uint8Array {
  return message((writer) => {
    writer.uint32(tag(1, 2)).string(name);
    nested(writer, 2, type);
  });
}

function tensorType(elementType: number, shape: (number | null)[]): Uint8Array {
  const dimensions = message((writer) => {
    for (const size of shape) {
      nested(
        writer,
        1,
        message((dimension) => (size === null ? dimension : dimension.uint32(tag(1, 0)).int64(size))),
      );
    }
  });
  const body = message((writer) => {
    writer.uint32(tag(1, 0)).int32(elementType);
    nested(writer, 2, dimensions);
  });
  return message((writer) => nested(writer, 1, body));
}

function sequenceOfMaps(): Uint8Array {
  const map = message((writer) => {
    writer.uint32(tag(1, 0)).int32(7);
    nested(writer, 2, tensorType(1, []));
  });
  const element = message((writer) => nested(writer, 5, map));
  const sequence = message((writer) => nested(writer, 1, element));
  return message((writer) => nested(writer, 4, sequence));
}
