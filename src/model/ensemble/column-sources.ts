import { constantNumbers } from '../attribute-values.ts';
import type { InputLayout } from '../model-columns.ts';
import { integersAttribute, type OnnxModel, type OnnxNode, textsAttribute } from '../onnx-model.ts';
import { KEEPING, SELECTING, selectColumns } from './column-selection.ts';
import { notExact } from './ensemble.ts';

/** Operators whose every value rests on the values at the same place alone. */
const ELEMENTWISE: ReadonlySet<string> = new Set([
  ...KEEPING,
  ...['Abs', 'And', 'Binarizer', 'Ceil', 'Clip', 'Equal', 'Exp', 'Floor', 'Greater', 'GreaterOrEqual', 'Imputer'],
  ...['IsInf', 'IsNaN', 'LabelEncoder', 'Less', 'LessOrEqual', 'Log', 'Max', 'Min', 'Neg', 'Not', 'Or', 'Reciprocal'],
  ...['Relu', 'Round', 'Scaler', 'Sigmoid', 'Sign', 'Sqrt', 'Tanh', 'Where', 'Xor'],
  ...['Add', 'Sub', 'Mul', 'Div', 'Pow'],
]);

/**
 * For each column of a tensor, the input column from which it is made.
 *
 * @param layout - how the columns of a row become the inputs of the graph
 * @throws DossierError model/not-exact when a column is made from several, or by an operator not known here
 */
export function columnSources(model: OnnxModel, tensor: string, layout: InputLayout): number[] {
  const input = model.inputs.findIndex(({ name }) => name === tensor);
  if (input >= 0) return columnsOfInput(layout, input);
  const node = model.nodes.find(({ outputs }) => outputs.includes(tensor));
  if (node === undefined) throw notExact(`tensor ${tensor} is made by no node`);
  const changing = node.inputs.filter((name) => name !== '' && !model.constants.has(name));
  const sources = changing.map((name) => columnSources(model, name, layout));
  const [first = []] = sources;
  if (node.operator === 'Concat' || node.operator === 'FeatureVectorizer') return sources.flat();
  if (node.operator === 'OneHotEncoder') return first.flatMap((source) => Array(categoriesOf(node)).fill(source));
  if (SELECTING.has(node.operator)) return selectColumns(model, node, { columns: first, output: tensor });
  if (!ELEMENTWISE.has(node.operator)) throw notExact(`${node.operator} before it may mix columns`);
  return widened(model, node, sources);
}

/** The columns of a row that one input of the graph takes, in the order in which it takes them. */
function columnsOfInput({ columns }: InputLayout, input: number): number[] {
  return columns
    .map((column, index) => ({ ...column, index }))
    .filter((column) => column.input === input)
    .sort((one, other) => one.position - other.position)
    .map(({ index }) => index);
}

function categoriesOf(node: OnnxNode): number {
  return integersAttribute(node, 'cats_int64s').length + textsAttribute(node, 'cats_strings').length;
}

/** One value beside many, or beside a list of constants, is repeated for each. */
function widened(model: OnnxModel, node: OnnxNode, sources: readonly number[][]): number[] {
  const constants = KEEPING.has(node.operator)
    ? []
    : node.inputs.flatMap((name) => constantNumbers(model, name)?.values.length ?? []);
  const width = Math.max(...sources.map(({ length }) => length), ...constants);
  const [first = []] = sources;
  return Array.from({ length: width }, (_, column) => {
    const met = new Set(sources.map((each) => each[each.length === 1 ? 0 : column]));
    const source = first[first.length === 1 ? 0 : column];
    if (met.size !== 1 || source === undefined) throw notExact(`${node.operator} before it mixes columns`);
    return source;
  });
}
