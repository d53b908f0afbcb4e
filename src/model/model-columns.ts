import { DossierError } from '../core/error.ts';
import type { InputColumn, InputType } from '../core/input-column.ts';
import { ELEMENT, type OnnxModel, type OnnxValue } from './onnx-model.ts';

/** One scalar input, and where the graph takes it. */
export interface ModelColumn extends Omit<InputColumn, 'acceptsMissing'> {
  /** Position among the graph's inputs, and in that input's row. */
  input: number;
  position: number;
}

/** An input of the graph as it is fed. */
export interface GraphInput {
  name: string;
  type: InputType;
  /** Values a row. */
  width: number;
  /** Dimensions of its tensor: [n] or [n, width]. */
  rank: 1 | 2;
  /** Rows that the graph insists on. Null when it takes any number. */
  batch: number | null;
}

/** How rows of columns become the inputs of a graph. */
export interface InputLayout {
  inputs: GraphInput[];
  /** In the declared order. */
  columns: ModelColumn[];
}

const TYPES: ReadonlyMap<number | null, InputType> = new Map(
  Object.entries(ELEMENT).map(([type, element]) => [element, type as InputType]),
);

/**
 * Reads a graph's inputs as columns: an input of one column is known by its name; those of several columns take the
 * declared names that are left, in order.
 *
 * @throws DossierError model/inputs-mismatch, model/input-type, model/input-shape
 */
export function inputLayout(model: OnnxModel, declared: readonly string[]): InputLayout {
  const inputs = model.inputs.map((input) => graphInput(input, model.inputs.length === 1 ? declared.length : 1));
  const [matrix] = inputs;
  if (matrix !== undefined && inputs.length === 1 && matrix.width !== declared.length)
    throw mismatch(`the model takes ${matrix.width} inputs, case.yaml declares ${declared.length}`);
  if (inputs.reduce((total, { width }) => total + width, 0) !== declared.length) throw unlike(inputs, declared);
  const places = inputs.flatMap(({ width, type }, input) =>
    Array.from({ length: width }, (_, position) => ({ input, position, type })),
  );
  if (inputs.length === 1)
    return { inputs, columns: places.map((place, i) => ({ name: declared[i] ?? '', ...place })) };
  const known = new Set(inputs.filter(({ width }) => width === 1).map(({ name }) => name));
  const left = declared.filter((name) => !known.has(name));
  const named = places.map((place) => {
    const { name = '', width } = inputs[place.input] ?? {};
    return { name: width === 1 ? name : left.shift(), ...place };
  });
  const columns = declared.flatMap((name) =>
    named.filter((place) => place.name === name).map((each) => ({ ...each, name })),
  );
  const used = new Set(columns.map(({ input, position }) => `${input}.${position}`));
  if (left.length > 0 || used.size !== declared.length || columns.length !== used.size) throw unlike(inputs, declared);
  return { inputs, columns };
}

function unlike(inputs: readonly GraphInput[], declared: readonly string[]): DossierError {
  const taken = inputs.map(({ name, width }) => (width === 1 ? name : `${name} (${width} columns)`));
  return mismatch(`the model takes the inputs ${taken.join(', ')}, case.yaml declares ${declared.join(', ')}`);
}

/** @param open - columns of an input whose graph leaves their number open */
function graphInput({ name, elementType, shape }: OnnxValue, open: number): GraphInput {
  const type = TYPES.get(elementType);
  if (type === undefined) {
    throw new DossierError(
      'model/input-type',
      `the model's input ${name} takes no float, double, int64, int32, bool or string tensor`,
      { hint: 'Export the model with inputs of these types.' },
    );
  }
  if (shape !== null && shape.length !== 1 && shape.length !== 2) {
    throw new DossierError(
      'model/input-shape',
      `the model's input ${name} has ${shape.length} dimensions, and a row of a decision log has one`,
      { hint: 'Export the model so that it takes [rows, columns].' },
    );
  }
  const [batch, width] = (shape ?? []).map((size) => (size !== null && size > 0 ? size : null));
  return shape?.length === 1
    ? { name, type, width: 1, rank: 1, batch: batch ?? null }
    : { name, type, width: width ?? open, rank: 2, batch: batch ?? null };
}

function mismatch(message: string): DossierError {
  return new DossierError('model/inputs-mismatch', message, {
    place: { file: 'case.yaml', at: 'models' },
    hint: 'List the inputs of this model version in the order in which it was trained.',
  });
}
