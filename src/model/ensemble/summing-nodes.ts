import {
  constantNumbers,
  floatAttribute,
  floatsAttribute,
  integerAttribute,
  type NumberTensor,
} from '../attribute-values.ts';
import { integersAttribute, type OnnxModel, type OnnxNode, textAttribute, textsAttribute } from '../onnx-model.ts';
import { notExact } from './ensemble.ts';
import { listedEnsemble, numbersAttribute } from './listed-ensemble.ts';
import { added, constantColumn, type ScoreColumn, type Summing, scaled, sumColumn } from './score-terms.ts';
import { tensorEnsemble } from './tensor-ensemble.ts';

/** Reads the output columns of a node that sums. @throws DossierError model/not-exact */
export type ReadColumns = (model: OnnxModel, node: OnnxNode) => ScoreColumn[];

/** The operators that are read as sums, without their post-transform. */
export const SUMMING: ReadonlyMap<string, ReadColumns> = new Map<string, ReadColumns>([
  ['TreeEnsembleClassifier', (_, node) => treeClassifier(node)],
  ['TreeEnsembleRegressor', (_, node) => treeRegressor(node)],
  ['TreeEnsemble', (_, node) => trees(node, tensorEnsemble(node))],
  ['LinearClassifier', (_, node) => linearClassifier(node)],
  ['LinearRegressor', (_, node) => linearRegressor(node)],
  ['Gemm', gemm],
  ['MatMul', matMul],
]);

const POST_NONE = 0;

/** True when a node gives more than sums, e.g. their logistic. */
export function isTransformed(node: OnnxNode): boolean {
  if (node.operator === 'TreeEnsemble') return (integerAttribute(node, 'post_transform') ?? POST_NONE) !== POST_NONE;
  return (textAttribute(node, 'post_transform') ?? 'NONE') !== 'NONE';
}

function trees(
  node: OnnxNode,
  ensemble: ReturnType<typeof listedEnsemble>,
  base: ArrayLike<number> = [],
): ScoreColumn[] {
  const summing: Summing = {
    operator: node.operator,
    features: node.inputs[0] ?? '',
    sums: { kind: 'trees', ensemble },
  };
  return Array.from({ length: ensemble.sums }, (_, sum) => sumColumn(summing, sum, base[sum]));
}

function treeRegressor(node: OnnxNode): ScoreColumn[] {
  return trees(node, listedEnsemble(node), numbersAttribute(node, 'base_values'));
}

/**
 * Raw scores of a tree classifier, as ONNX Runtime gives them. With two classes it takes one class's votes for the score
 * of the other, or loses base values, in ways of its own.
 */
function treeClassifier(node: OnnxNode): ScoreColumn[] {
  const ensemble = listedEnsemble(node);
  if (!ensemble.votesAreCertain) throw notExact('some of its leaves leave a class without a vote');
  const base = numbersAttribute(node, 'base_values');
  const plain = trees(node, ensemble);
  if (ensemble.sums !== 2) return plain.map((column, sum) => added(column, constantColumn(base[sum] ?? 0)));
  const [zero = constantColumn(0), one = constantColumn(0)] = plain;
  const based = (column: ScoreColumn, at: number): ScoreColumn => added(column, constantColumn(base[at] ?? 0));
  switch (ensemble.voted.join()) {
    case '0':
      if (base.length === 2) return [based(zero, 0), constantColumn(0)];
      return pairOf(based(zero, 0), ensemble.votesAreNonNegative ? 1 : 0);
    case '1':
      return [constantColumn(0), base.length === 2 ? constantColumn(base[1] ?? 0) : one];
    default: {
      if (base.length < 2) return [based(zero, 0), one];
      const second = based(zero, 1);
      return [scaled(second, -1), second];
    }
  }
}

/** whole - score for the first class, score for the second. */
function pairOf(score: ScoreColumn, whole: 0 | 1): ScoreColumn[] {
  return [added(constantColumn(whole), scaled(score, -1)), score];
}

function linear(node: OnnxNode, coefficients: Float64Array[], intercepts: ArrayLike<number>): ScoreColumn[] {
  const summing: Summing = {
    operator: node.operator,
    features: node.inputs[0] ?? '',
    sums: { kind: 'linear', coefficients },
  };
  return coefficients.map((_, sum) => sumColumn(summing, sum, intercepts[sum] ?? 0));
}

function linearRegressor(node: OnnxNode): ScoreColumn[] {
  const targets = integerAttribute(node, 'targets') ?? 1;
  const coefficients = floatsAttribute(node, 'coefficients');
  return linear(node, rowsOf(coefficients, targets), floatsAttribute(node, 'intercepts'));
}

function linearClassifier(node: OnnxNode): ScoreColumn[] {
  const labels = ['classlabels_ints', 'classlabels_int64s'].flatMap((name) => integersAttribute(node, name));
  const classes = textsAttribute(node, 'classlabels_strings').length + labels.length;
  const intercepts = floatsAttribute(node, 'intercepts');
  const coefficients = floatsAttribute(node, 'coefficients');
  const columns = linear(node, rowsOf(coefficients, Math.max(1, intercepts.length)), intercepts);
  const [only, second] = columns;
  return only !== undefined && second === undefined && classes === 2 ? pairOf(only, 1) : columns;
}

function gemm(model: OnnxModel, node: OnnxNode): ScoreColumn[] {
  if ((integerAttribute(node, 'transA') ?? 0) !== 0) throw notExact('Gemm turns its rows round');
  const [alpha, beta] = [floatAttribute(node, 'alpha') ?? 1, floatAttribute(node, 'beta') ?? 1];
  const weights = matrixOf(model, node);
  const byOutput =
    (integerAttribute(node, 'transB') ?? 0) === 1 ? rowsOf(weights.values, weights.rows) : columnsOf(weights);
  const third = node.inputs[2] ?? '';
  const bias = third === '' ? undefined : constantNumbers(model, third)?.values;
  if (third !== '' && bias === undefined) throw notExact('Gemm adds no constant');
  return linear(
    node,
    byOutput.map((coefficients) => coefficients.map((each) => alpha * each)),
    byOutput.map((_, output) => beta * (bias?.[bias.length === 1 ? 0 : output] ?? 0)),
  );
}

function matMul(model: OnnxModel, node: OnnxNode): ScoreColumn[] {
  return linear(node, columnsOf(matrixOf(model, node)), []);
}

interface Matrix extends NumberTensor {
  rows: number;
  columns: number;
}

function matrixOf(model: OnnxModel, node: OnnxNode): Matrix {
  const tensor = constantNumbers(model, node.inputs[1] ?? '');
  const [rows, columns = 1] = tensor?.shape ?? [];
  if (tensor === undefined || rows === undefined || tensor.shape.length > 2)
    throw notExact(`${node.operator} multiplies by no constant matrix`);
  return { ...tensor, rows, columns };
}

function columnsOf({ values, rows, columns }: Matrix): Float64Array[] {
  return Array.from({ length: columns }, (_, column) =>
    Float64Array.from({ length: rows }, (_, row) => values[row * columns + column] ?? Number.NaN),
  );
}

function rowsOf(values: Float64Array, count: number): Float64Array[] {
  const width = values.length / count;
  return Array.from({ length: count }, (_, row) => values.slice(row * width, (row + 1) * width));
}
