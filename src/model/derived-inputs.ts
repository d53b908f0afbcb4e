import { producerOf } from './class-labels.ts';
import { floatOfNode, numbersOfNode } from './node-attributes.ts';
import { ELEMENT, type OnnxModel, type OnnxNode } from './onnx-model.ts';

/** How one column that a tree or a linear part reads is made from one input of the model. */
interface DerivedInput {
  column: number;
  steps: ((value: number) => number)[];
}

const asIs: ReadonlySet<string> = new Set(['Identity', 'Reshape', 'Flatten']);

/**
 * The columns of a tensor, each led back to one model input through casts, scalers, imputers and joins, with the
 * arithmetic of the runtime, which is that of single precision.
 * @param inputs - the graph's inputs in the order of the model's columns; one of them is a matrix, several are columns
 * @param width - model inputs
 * @returns null when the graph makes them in another way
 */
export function derivedInputs(model: OnnxModel, tensor: string, width: number): DerivedInput[] | null {
  const position = model.inputs.findIndex(({ name }) => name === tensor);
  if (position >= 0) return ownColumns(model, position, width);
  const node = producerOf(model, tensor, asIs);
  if (node === undefined) {
    const origin = originOf(model, tensor);
    return origin === tensor ? null : derivedInputs(model, origin, width);
  }
  return derivedBy(model, node, width);
}

function ownColumns({ inputs }: OnnxModel, position: number, width: number): DerivedInput[] {
  const steps = inputs[position]?.elementType === ELEMENT.float ? [Math.fround] : [];
  if (inputs.length > 1) return [{ column: position, steps }];
  return Array.from({ length: width }, (_, column) => ({ column, steps }));
}

/** The graph input behind nodes that pass a tensor on as it is. */
function originOf({ nodes }: OnnxModel, tensor: string): string {
  let name = tensor;
  for (let steps = 0; steps <= nodes.length; steps += 1) {
    const node = nodes.find(({ outputs }) => outputs.includes(name));
    if (node === undefined || !asIs.has(node.operator)) return name;
    name = node.inputs[0] ?? '';
  }
  return tensor;
}

function derivedBy(model: OnnxModel, node: OnnxNode, width: number): DerivedInput[] | null {
  if (node.operator === 'Concat' || node.operator === 'FeatureVectorizer') {
    const parts = node.inputs.map((name) => derivedInputs(model, name, width));
    return parts.every((part) => part !== null) ? parts.flat() : null;
  }
  const before = derivedInputs(model, node.inputs[0] ?? '', width);
  const step = before === null ? null : stepOf(node);
  return step === null || before === null
    ? null
    : before.map(({ column, steps }, at) => ({ column, steps: [...steps, step(at)] }));
}

/** What a node does to the column at a place. Null for a node that does something else. */
function stepOf(node: OnnxNode): ((at: number) => (value: number) => number) | null {
  switch (node.operator) {
    case 'Cast':
      return () => Math.fround;
    case 'Scaler':
      return scaling(numbersOfNode(node, 'offset'), numbersOfNode(node, 'scale'));
    case 'Imputer':
      return imputing(node);
    default:
      return null;
  }
}

function scaling(offset: Float64Array, scale: Float64Array): (at: number) => (value: number) => number {
  const of = (list: Float64Array, at: number, otherwise: number): number =>
    list.length === 1 ? (list[0] ?? otherwise) : (list[at] ?? otherwise);
  return (at) => {
    const [minus, times] = [of(offset, at, 0), of(scale, at, 1)];
    return (value) => Math.fround(Math.fround(value - minus) * times);
  };
}

function imputing(node: OnnxNode): ((at: number) => (value: number) => number) | null {
  const imputed = numbersOfNode(node, 'imputed_value_floats');
  const replaced = floatOfNode(node, 'replaced_value_float') ?? 0;
  if (imputed.length === 0) return null;
  return (at) => {
    const put = (imputed.length === 1 ? imputed[0] : imputed[at]) ?? Number.NaN;
    return (value) => (value === replaced || (Number.isNaN(value) && Number.isNaN(replaced)) ? put : value);
  };
}

/** Applies the steps to rows of the model. */
export function deriving(
  inputs: readonly DerivedInput[],
  width: number,
): (rows: ArrayLike<number>, n: number) => Float64Array {
  return (rows, n) => {
    const derived = new Float64Array(n * inputs.length);
    for (let row = 0; row < n; row += 1) {
      inputs.forEach(({ column, steps }, at) => {
        let value = rows[row * width + column] ?? Number.NaN;
        for (const step of steps) value = step(value);
        derived[row * inputs.length + at] = value;
      });
    }
    return derived;
  };
}
