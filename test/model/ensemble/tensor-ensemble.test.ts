import { expect, it } from 'vitest';
import type { TreeSum } from '../../../src/core/exact-model.ts';
import { exactSum } from '../../../src/model/ensemble/exact-sum.ts';
import { scoreColumns } from '../../../src/model/ensemble/score-columns.ts';
import { readOnnx } from '../../../src/model/onnx-model.ts';
import { evaluateSum } from '../../../src/numeric/evaluate-sum.ts';
import { runTensor } from '../../_support/run-tensor.ts';
import { tinyOnnx } from '../../_support/tiny-onnx.ts';

/** Two trees of ai.onnx.ml 5: one asks whether input 0 is 2 or 3, then compares input 1; the other is one leaf. */
function model({ aggregate = 1, modes = [6, 0, 0] }: { aggregate?: number; modes?: number[] } = {}): Uint8Array {
  const floats = (name: string, values: number[]) => ({ name, tensor: { name, shape: [values.length], values } });
  return tinyOnnx({
    inputs: [{ name: 'input', width: 2 }],
    outputs: [{ name: 'score' }],
    nodes: [
      {
        ...{ operator: 'TreeEnsemble', domain: 'ai.onnx.ml', inputs: ['input'], outputs: ['score'] },
        attributes: [
          { name: 'aggregate_function', int: aggregate },
          { name: 'n_targets', int: 1 },
          { name: 'post_transform', int: 0 },
          { name: 'tree_roots', ints: [0, 2] },
          { name: 'nodes_featureids', ints: [0, 1, 0] },
          { name: 'nodes_modes', tensor: { name: 'modes', shape: [3], values: modes, elementType: 2 } },
          floats('nodes_splits', [0, 0.5, 0]),
          { name: 'nodes_truenodeids', ints: [1, 1, 3] },
          { name: 'nodes_trueleafs', ints: [0, 1, 1] },
          { name: 'nodes_falsenodeids', ints: [0, 2, 3] },
          { name: 'nodes_falseleafs', ints: [1, 1, 1] },
          { name: 'nodes_missing_value_tracks_true', ints: [0, 1, 0] },
          { name: 'leaf_targetids', ints: [0, 0, 0, 0] },
          floats('leaf_weights', [1, 2, 4, 8]),
          floats('membership_values', [2, 3, Number.NaN]),
        ],
      },
    ],
    ml: 5,
  });
}

const rows = [2, 0.5, 3, 1, 1, 0, 2, Number.NaN, Number.NaN, 0];

async function ran(bytes: Uint8Array): Promise<Float64Array> {
  const { values } = await runTensor(bytes, 'score', { rows, width: 2 });
  return values;
}

const read = (bytes: Uint8Array): TreeSum => exactSum(scoreColumns(readOnnx(bytes), 'score')[0]!).sum as TreeSum;

it('members, comparisons, missing values and a tree of one leaf are read as the runtime runs them', async () => {
  const found = evaluateSum(read(model()), rows, rows.length / 2);
  expect(found).toEqual(Float64Array.of(8 + 2, 8 + 4, 8 + 1, 8 + 2, 8 + 1));
  expect(found).toEqual(await ran(model()));
});

it('averages divide by the number of trees', async () => {
  const bytes = model({ aggregate: 0 });
  expect(evaluateSum(read(bytes), rows, rows.length / 2)).toEqual(await ran(bytes));
  expect(evaluateSum(read(bytes), [2, 0.5], 1)).toEqual(Float64Array.of(5));
});

it.each([2, 3])('a minimum or maximum is refused (%i)', (aggregate) => {
  expect(() => read(model({ aggregate }))).toThrow(/which is no sum/);
});

it('a comparison that ONNX does not know is refused', () => {
  expect(() => read(model({ modes: [9, 0, 0] }))).toThrow(/compares in the way 9/);
});
