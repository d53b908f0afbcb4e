import { describe, expect, it } from 'vitest';
import type { TreeSum } from '../../../src/core/exact-model.ts';
import { exactSum } from '../../../src/model/ensemble/exact-sum.ts';
import { scoreColumns } from '../../../src/model/ensemble/score-columns.ts';
import { readOnnx } from '../../../src/model/onnx-model.ts';
import { evaluateSum } from '../../../src/numeric/evaluate-sum.ts';
import { logistic } from '../../../src/numeric/logistic.ts';
import { runTensor } from '../../_support/run-tensor.ts';
import type { Split } from '../../_support/small-trees.ts';
import { treeClassifier, treeRegressor, type Votes } from './small-models.ts';

/** Rows of one input as the runtime scores them: [rows][columns]. */
async function scored(bytes: Uint8Array, tensor: string, inputs: readonly number[]): Promise<number[][]> {
  const { values, width } = await runTensor(bytes, tensor, { rows: inputs, width: 1 });
  return inputs.map((_, row) => [...values.subarray(row * width, (row + 1) * width)]);
}

/** The same, read from the file. */
function decoded(bytes: Uint8Array, tensor: string, inputs: readonly number[]): number[][] {
  const columns = scoreColumns(readOnnx(bytes), tensor, tensor);
  const single = Float32Array.from(inputs);
  const byColumn = columns.map((column) =>
    column.terms.length === 0
      ? inputs.map(() => Math.fround(column.constant))
      : [...evaluateSum(exactSum(column).sum, single, inputs.length)].map(Math.fround),
  );
  return inputs.map((_, row) => byColumn.map((values) => values[row]!));
}

const split = (more: Partial<Split> = {}): Split => ({
  feature: 0,
  threshold: 0.5,
  whenTrue: 1,
  whenFalse: 2,
  ...more,
});
const near = [0, 0.5, 1, Number.NaN, Math.fround(0.1), Number.POSITIVE_INFINITY, -0];

describe('each comparison goes where the runtime goes, bit for bit', () => {
  const cases = [0, 1, 2, 3, 4, 5].flatMap((mode) => [false, true].map((missingIsTrue) => ({ mode, missingIsTrue })));

  it.each(cases)('mode $mode, missing is true: $missingIsTrue', async ({ mode, missingIsTrue }) => {
    const bytes = treeRegressor({ trees: [split({ mode, missingIsTrue })] }, 1);
    expect(decoded(bytes, 'score', near)).toEqual(await scored(bytes, 'score', near));
  });

  it('a missing value differs from every threshold, whatever the node says of missing values', async () => {
    const bytes = treeRegressor({ trees: [split({ mode: 5, missingIsTrue: false })] }, 1);
    expect(decoded(bytes, 'score', [Number.NaN])).toEqual([[1]]);
    expect(await scored(bytes, 'score', [Number.NaN])).toEqual([[1]]);
  });

  it('a threshold that is no float32 is compared with in the precision of the model', async () => {
    const single = treeRegressor({ trees: [split({ threshold: 0.1 })] }, 1);
    expect(decoded(single, 'score', [0.1])).toEqual([[1]]);
    expect(await scored(single, 'score', [0.1])).toEqual([[1]]);
    const double = treeRegressor({ trees: [split({ threshold: 0.1 })], doubles: true }, 1);
    // 0.1 of single precision is more than 0.1 of double precision.
    expect(decoded(double, 'score', [0.1])).toEqual([[2]]);
    expect(await scored(double, 'score', [Math.fround(0.1)])).toEqual([[2]]);
  });
});

const leaves: Record<string, (leaf: number) => Votes> = {
  'all votes for class 0, none negative': (leaf) => [[0, leaf === 1 ? 0.25 : 0.75]],
  'all votes for class 0, some negative': (leaf) => [[0, leaf === 1 ? -0.25 : 0.75]],
  'all votes for class 1, none negative': (leaf) => [[1, leaf === 1 ? 0.25 : 0.75]],
  'all votes for class 1, some negative': (leaf) => [[1, leaf === 1 ? -0.25 : 0.75]],
  'votes for both classes': (leaf) => [
    [0, leaf === 1 ? 0.25 : -0.75],
    [1, leaf === 1 ? 0.125 : 0.5],
  ],
};

describe('two classes: what becomes of votes and base values', () => {
  const cases = Object.keys(leaves).flatMap((votes) => [[], [0.0625], [0.0625, 0.5]].map((base) => ({ votes, base })));

  it.each(cases)('$votes, base values $base', async ({ votes, base }) => {
    const bytes = treeClassifier({ trees: [split()], votes: leaves[votes]!, base }, 1);
    expect(decoded(bytes, 'scores', near)).toEqual(await scored(bytes, 'scores', near));
  });

  it('the probability of class 1 is the logistic of what was read', async () => {
    for (const votes of ['all votes for class 0, none negative', 'all votes for class 1, some negative']) {
      const about = { trees: [split()], votes: leaves[votes]!, postTransform: 'LOGISTIC' };
      const bytes = treeClassifier(about, 1);
      const [read, ran] = [decoded(bytes, 'scores', near), await scored(bytes, 'scores', near)];
      for (const [row, [, margin]] of read.entries()) expect(logistic(margin!)).toBeCloseTo(ran[row]![1]!, 3);
    }
  });

  it('a leaf that leaves a class without a vote is not read: the runtime then drops the class', () => {
    const votes = (leaf: number): Votes => [[leaf - 1, 0.5]];
    const bytes = treeClassifier({ trees: [split()], votes }, 1);
    expect(() => decoded(bytes, 'scores', near)).toThrow(/without a vote/);
  });
});

describe('more classes, more trees', () => {
  it('each class has its own sum and base value', async () => {
    const votes = (leaf: number): Votes => [0, 1, 2].map((sum) => [sum, leaf * (sum - 1)] as const);
    const trees = [split(), split({ threshold: 0.25, whenTrue: 3, whenFalse: 5 })];
    const bytes = treeClassifier({ trees, votes, base: [1, 2, 4], labels: 3 }, 1);
    expect(decoded(bytes, 'scores', near)).toEqual(await scored(bytes, 'scores', near));
  });

  it('averages divide by the number of trees, then the base value is added', async () => {
    const trees = [split(), split({ threshold: 0, whenTrue: 4, whenFalse: 8 })];
    const more = [
      { name: 'aggregate_function', text: 'AVERAGE' },
      { name: 'base_values', floats: [16] },
    ];
    const bytes = treeRegressor({ trees }, 1, more);
    expect(decoded(bytes, 'score', near)).toEqual(await scored(bytes, 'score', near));
    expect(decoded(bytes, 'score', [0.25])).toEqual([[16 + (1 + 8) / 2]]);
  });

  it.each(['MIN', 'MAX'])('%s is refused: it is no sum', (aggregate) => {
    const bytes = treeRegressor({ trees: [split()] }, 1, [{ name: 'aggregate_function', text: aggregate }]);
    expect(() => decoded(bytes, 'score', [0])).toThrow(`joined by ${aggregate}`);
  });

  it('a tree of one leaf, and a class for which no leaf votes, add nothing that varies', () => {
    const bytes = treeRegressor({ trees: [5, split()] }, 1);
    const { sum } = exactSum(scoreColumns(readOnnx(bytes), 'score')[0]!);
    expect(evaluateSum(sum as TreeSum, [0, 1], 2)).toEqual(Float64Array.of(6, 7));
  });
});

it('branches that lead back are refused', () => {
  const model = readOnnx(treeRegressor({ trees: [split()] }, 1));
  const [node] = model.nodes;
  const fields = node!.attributes.get('nodes_truenodeids')!;
  const looped = { ...node!, attributes: new Map(node!.attributes).set('nodes_truenodeids', fields.slice(0, 1)) };
  expect(() => scoreColumns({ ...model, nodes: [looped] }, 'score')).toThrow(/make no trees/);
});
