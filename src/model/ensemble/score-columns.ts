import { constantNumbers, integerAttribute } from '../attribute-values.ts';
import type { OnnxModel, OnnxNode } from '../onnx-model.ts';
import { KEEPING, SELECTING, selectColumns } from './column-selection.ts';
import { notExact } from './ensemble.ts';
import { added, constantColumn, type ScoreColumn, scaled } from './score-terms.ts';
import { isTransformed, SUMMING } from './summing-nodes.ts';

/**
 * The columns of a tensor as linear combinations of the sums that nodes of the graph make.
 *
 * @param untransformed - the output of a node that is read as if it had no post-transform
 * @throws DossierError model/not-exact
 */
export function scoreColumns(model: OnnxModel, tensor: string, untransformed?: string): ScoreColumn[] {
  const read = (name: string): ScoreColumn[] => {
    const constant = constantNumbers(model, name);
    if (constant !== undefined) return Array.from(constant.values, constantColumn);
    const node = model.nodes.find(({ outputs }) => outputs.includes(name));
    if (node === undefined) throw notExact('the score is an input of the model');
    return made(node, name);
  };
  const made = (node: OnnxNode, name: string): ScoreColumn[] => {
    const summing = SUMMING.get(node.operator);
    if (summing !== undefined) {
      if (isTransformed(node) && name !== untransformed) throw notExact(`${node.operator} transforms its sums`);
      return summing(model, node);
    }
    if (KEEPING.has(node.operator)) return read(node.inputs[0] ?? '');
    if (SELECTING.has(node.operator))
      return selectColumns(model, node, { columns: read(node.inputs[0] ?? ''), output: name });
    return combined(node, node.inputs.map(read));
  };
  return read(tensor);
}

function combined(node: OnnxNode, inputs: readonly ScoreColumn[][]): ScoreColumn[] {
  const [left = [], right = []] = inputs;
  switch (node.operator) {
    case 'Concat':
      if (![1, -1].includes(integerAttribute(node, 'axis') ?? 0)) throw notExact('Concat joins no columns');
      return inputs.flat();
    case 'Sum':
    case 'Add':
      return broadcast(inputs, (...columns) => added(...columns));
    case 'Sub':
      return broadcast([left, right], (one, other) => added(one, scaled(other, -1)));
    case 'Neg':
      return left.map((column) => scaled(column, -1));
    case 'Mul':
      return broadcast([left, right], (one, other) =>
        one.terms.length === 0 ? scaled(other, one.constant) : scaled(one, numberOf(node, other)),
      );
    case 'Div':
      return broadcast([left, right], (one, other) => scaled(one, 1 / numberOf(node, other)));
    default:
      throw notExact(`${node.operator} makes the score of the sums, and is not linear`);
  }
}

function numberOf({ operator }: OnnxNode, { constant, terms }: ScoreColumn): number {
  if (terms.length > 0) throw notExact(`${operator} joins two sums, and is not linear`);
  return constant;
}

type Pair = [one: ScoreColumn, other: ScoreColumn];

function broadcast(inputs: readonly ScoreColumn[][], join: (...columns: Pair) => ScoreColumn): ScoreColumn[] {
  const width = Math.max(...inputs.map(({ length }) => length));
  return Array.from({ length: width }, (_, column) => {
    const met = inputs.map((each) => each[each.length === 1 ? 0 : column]);
    if (met.includes(undefined)) throw notExact('columns of different number are joined');
    return join(...(met as Pair));
  });
}
