import { floatOfNode, integerOfNode, numbersOfNode, numbersOfTensor } from '../node-attributes.ts';
import type { OnnxModel, OnnxNode } from '../onnx-model.ts';
import { type Field, integersOf } from '../wire.ts';
import { Undecodable } from './forest.ts';

/** Sums of inputs times coefficients, one for each target. */
export interface LinearPart {
  /** [targets][columns] */
  coefficients: Float64Array[];
  /** [targets] */
  intercepts: number[];
}

/** Reads a LinearClassifier or LinearRegressor: a row of coefficients for each target. */
export function linearPart(node: OnnxNode): LinearPart {
  const flat = numbersOfNode(node, 'coefficients');
  const given = numbersOfNode(node, 'intercepts');
  const targets = Math.max(1, given.length, integerOfNode(node, 'targets') ?? 1);
  if (flat.length % targets !== 0) throw new Undecodable('coefficients that do not fill their rows');
  const width = flat.length / targets;
  return {
    coefficients: Array.from({ length: targets }, (_, target) => flat.slice(target * width, (target + 1) * width)),
    intercepts: Array.from({ length: targets }, (_, target) => given[target] ?? 0),
  };
}

/** Reads alpha x B + beta C of a Gemm whose B and C the file holds. */
export function gemmPart(model: OnnxModel, node: OnnxNode): LinearPart {
  if ((integerOfNode(node, 'transA') ?? 0) !== 0) throw new Undecodable('a Gemm that turns its rows');
  const [alpha, beta] = [floatOfNode(node, 'alpha') ?? 1, floatOfNode(node, 'beta') ?? 1];
  const turned = (integerOfNode(node, 'transB') ?? 0) !== 0;
  const product = matrixPart(model, node.inputs[1] ?? '', turned);
  const bias = node.inputs[2] === undefined ? [0] : numbersNamed(model, node.inputs[2]);
  return {
    coefficients: product.map((row) => row.map((value) => alpha * value)),
    intercepts: product.map((_, target) => beta * ((bias.length === 1 ? bias[0] : bias[target]) ?? Number.NaN)),
  };
}

/** Reads a MatMul, whose product the given Add, if there is one, completes. */
export function matMulPart(model: OnnxModel, node: OnnxNode, add: OnnxNode | null): LinearPart {
  const coefficients = matrixPart(model, node.inputs[1] ?? '', false);
  const constant = add?.inputs.find((name) => model.constants.has(name));
  const bias = add === null ? [0] : numbersNamed(model, constant ?? '');
  return {
    coefficients,
    intercepts: coefficients.map((_, target) => (bias.length === 1 ? bias[0] : bias[target]) ?? Number.NaN),
  };
}

/** [targets][columns] of a matrix that is [columns, targets], or turned. */
function matrixPart(model: OnnxModel, name: string, turned: boolean): Float64Array[] {
  const values = numbersNamed(model, name);
  const [rows = 0, columns = 1] = dimensionsOf(model.constants.get(name) ?? []);
  if (rows * columns !== values.length) throw new Undecodable('a matrix of another shape');
  const [targets, width] = turned ? [rows, columns] : [columns, rows];
  return Array.from({ length: targets }, (_, target) =>
    Float64Array.from({ length: width }, (_, k) => values[turned ? target * width + k : k * targets + target] ?? 0),
  );
}

function numbersNamed({ constants }: OnnxModel, name: string): Float64Array {
  const tensor = constants.get(name);
  if (tensor === undefined) throw new Undecodable('a matrix that is computed');
  return numbersOfTensor(tensor);
}

/** Field number of the sizes of onnx.proto3's TensorProto. */
const DIMENSIONS = 1;

function dimensionsOf(tensor: readonly Field[]): number[] {
  return integersOf(tensor.filter(({ number }) => number === DIMENSIONS));
}
