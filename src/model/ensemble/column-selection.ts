import { constantNumbers, integerAttribute } from '../attribute-values.ts';
import { integersAttribute, type OnnxModel, type OnnxNode } from '../onnx-model.ts';
import { notExact } from './ensemble.ts';

/** Operators that give each row its values in the order in which they took them. */
export const KEEPING: ReadonlySet<string> = new Set(['Identity', 'Cast', 'Reshape', 'Flatten', 'Squeeze', 'Unsqueeze']);
export const SELECTING: ReadonlySet<string> = new Set(['ArrayFeatureExtractor', 'Gather', 'Slice', 'Split']);

/**
 * The columns of a tensor that a node with fixed places picks.
 * @param output - the tensor that it makes of them
 * @throws DossierError model/not-exact when the places are not written in the model, or are no columns
 */
export function selectColumns<T>(
  model: OnnxModel,
  node: OnnxNode,
  { columns, output }: { columns: readonly T[]; output: string },
): T[] {
  const places = placesOf(model, node, { count: columns.length, output });
  return places.map((place) => {
    const column = columns.at(place);
    if (column === undefined) throw notExact(`${node.operator} picks a column that there is not`);
    return column;
  });
}

/** Negative ones are counted from the end. */
function placesOf(model: OnnxModel, node: OnnxNode, { count, output }: { count: number; output: string }): number[] {
  const numbers = (input: number): number[] | undefined => {
    const name = node.inputs[input];
    const values = name === undefined ? undefined : constantNumbers(model, name)?.values;
    return values === undefined ? undefined : [...values];
  };
  const axis = integerAttribute(node, 'axis') ?? 0;
  const isOfColumns = axis === 1 || axis === -1;
  let places: number[] | undefined;
  if (node.operator === 'ArrayFeatureExtractor' || (node.operator === 'Gather' && isOfColumns)) places = numbers(1);
  if (node.operator === 'Slice') places = sliced(numbers, count);
  if (node.operator === 'Split' && isOfColumns) places = part(node, { count, output, sizes: numbers(1) });
  if (places === undefined) throw notExact(`${node.operator} picks columns in a way that is not read here`);
  return places;
}

function sliced(numbers: (input: number) => number[] | undefined, count: number): number[] | undefined {
  const [starts, ends, axes, steps = [1]] = [numbers(1), numbers(2), numbers(3), numbers(4)];
  const [start] = starts ?? [];
  const [end] = ends ?? [];
  const isPlain = starts?.length === 1 && (axes?.[0] === 1 || axes?.[0] === -1) && steps[0] === 1;
  if (!isPlain || start === undefined || end === undefined) return undefined;
  const whole = Array.from({ length: count }, (_, place) => place);
  return whole.slice(start, end);
}

function part(
  node: OnnxNode,
  { count, output, sizes }: { count: number; output: string; sizes: number[] | undefined },
): number[] | undefined {
  const listed = sizes ?? integersAttribute(node, 'split');
  const parts = listed.length > 0 ? listed : node.outputs.map(() => count / node.outputs.length);
  const index = node.outputs.indexOf(output);
  const start = parts.slice(0, index).reduce((sum, size) => sum + size, 0);
  const size = parts[index];
  return size === undefined ? undefined : Array.from({ length: size }, (_, place) => start + place);
}
