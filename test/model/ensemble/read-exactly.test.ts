import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ExactModel, ExactReading } from '../../../src/core/exact-model.ts';
import { openModel, type Predictor } from '../../../src/model/open-model.ts';
import type { ScoreDeclaration } from '../../../src/model/score-output.ts';
import { evaluateSum } from '../../../src/numeric/evaluate-sum.ts';
import { projectFolder } from '../../_support/places.ts';
import { logisticRegression, type TinyNode, type TinyTensor, tinyOnnx } from '../../_support/tiny-onnx.ts';

const MODES = ['LEQ', 'LT', 'GTE', 'GT', 'EQ', 'NEQ'];
const VALUES = [0, 0.5, 1, Number.NaN];

async function opened(bytes: Uint8Array, inputs: string[], more: Partial<ScoreDeclaration> = {}): Promise<Predictor> {
  const predictor = await openModel(bytes, { inputs, positiveClass: 1, ...more });
  onTestFinished(() => predictor.release());
  return predictor;
}

/** The scales that were read, against rows of the case; by default some that are missing nothing. */
async function read(predictor: Predictor, rows?: number[]): Promise<ExactModel[]> {
  const width = predictor.columns.length;
  const readings = await predictor.readExactly(
    Float64Array.from(rows ?? Array.from({ length: 3 * width }, (_, at) => (at % 7) / 7)),
  );
  return readings.filter((each): each is ExactModel => !('refused' in each));
}

const refusal = async (predictor: Predictor): Promise<ExactReading> => {
  const readings = await predictor.readExactly(new Float64Array(predictor.columns.length).fill(0.25));
  return readings[0]!;
};

async function sums(model: ExactModel, rows: number[], width = 1): Promise<number[]> {
  const n = rows.length / width;
  return [...evaluateSum(model.sum, await model.encode(Float64Array.from(rows), n), n)];
}

/** One tree that tests its one input against 0.5: 1 where the test holds, else 0. */
function stump(mode: string, missing: number): TinyNode {
  return {
    ...{ operator: 'TreeEnsembleRegressor', domain: 'ai.onnx.ml', inputs: ['x'], outputs: ['y'] },
    attributes: [
      { name: 'nodes_treeids', ints: [0, 0, 0] },
      { name: 'nodes_nodeids', ints: [0, 1, 2] },
      { name: 'nodes_featureids', ints: [0, 0, 0] },
      { name: 'nodes_modes', texts: [`BRANCH_${mode}`, 'LEAF', 'LEAF'] },
      { name: 'nodes_values', floats: [0.5, 0, 0] },
      { name: 'nodes_truenodeids', ints: [1, 0, 0] },
      { name: 'nodes_falsenodeids', ints: [2, 0, 0] },
      { name: 'nodes_missing_value_tracks_true', ints: [missing, 0, 0] },
      { name: 'target_treeids', ints: [0, 0] },
      { name: 'target_nodeids', ints: [1, 2] },
      { name: 'target_ids', ints: [0, 0] },
      { name: 'target_weights', floats: [1, 0] },
      { name: 'n_targets', int: 1 },
    ],
  };
}

const uint8 = (name: string, values: number[]): TinyTensor => ({
  name,
  shape: [values.length],
  values,
  elementType: 2,
});
const floats = (name: string, values: number[]): TinyTensor => ({ name, shape: [values.length], values });

/** The same by the operator of version 5. */
function stumpV5(mode: string, missing: number): TinyNode {
  return {
    ...{ operator: 'TreeEnsemble', domain: 'ai.onnx.ml', inputs: ['x'], outputs: ['y'] },
    attributes: [
      { name: 'tree_roots', ints: [0] },
      { name: 'nodes_featureids', ints: [0] },
      { name: 'nodes_modes', tensor: uint8('modes', [MODES.indexOf(mode)]) },
      { name: 'nodes_splits', tensor: floats('splits', [0.5]) },
      { name: 'nodes_truenodeids', ints: [0] },
      { name: 'nodes_trueleafs', ints: [1] },
      { name: 'nodes_falsenodeids', ints: [1] },
      { name: 'nodes_falseleafs', ints: [1] },
      { name: 'nodes_missing_value_tracks_true', ints: [missing] },
      { name: 'leaf_targetids', ints: [0, 0] },
      { name: 'leaf_weights', tensor: floats('weights', [1, 0]) },
      { name: 'n_targets', int: 1 },
      { name: 'aggregate_function', int: 1 },
      { name: 'post_transform', int: 0 },
    ],
  };
}

const modelOf = (node: TinyNode, ml: number, width = 1): Uint8Array =>
  tinyOnnx({ inputs: [{ name: 'x', width }], outputs: [{ name: 'y' }], nodes: [node], ml });

describe('a tree read from its file', () => {
  const table = MODES.flatMap((mode) => [0, 1].map((missing): [string, number] => [mode, missing]));

  it.each(table)('branches as the runtime does: %s, missing values %i', async (mode, missing) => {
    for (const [node, version] of [
      [stump(mode, missing), 3],
      [stumpV5(mode, missing), 5],
    ] as const) {
      const predictor = await opened(modelOf(node, version), ['x']);
      const [model] = await read(predictor);
      const expected = await predictor.predict(Float64Array.from(VALUES), VALUES.length, predictor.spaces[0]);
      expect(await sums(model!, VALUES)).toEqual([...expected]);
    }
  });

  it('lets a missing value differ from every threshold, whatever the flag says', async () => {
    const predictor = await opened(modelOf(stump('NEQ', 0), 3), ['x']);
    expect(await sums((await read(predictor))[0]!, [Number.NaN])).toEqual([1]);
  });

  it('is not read where votes are joined by their maximum', async () => {
    const node = stump('LEQ', 0);
    const greatest = { ...node, attributes: [...node.attributes!, { name: 'aggregate_function', text: 'MAX' }] };
    expect(await refusal(await opened(modelOf(greatest, 3), ['x']))).toHaveProperty('refused');
  });

  it('is not read where branches lead in a circle', async () => {
    const node = stump('LEQ', 0);
    const attributes = node.attributes!.map((each) =>
      each.name === 'nodes_falsenodeids' ? { name: each.name, ints: [0, 0, 0] } : each,
    );
    await opened(modelOf({ ...node, attributes }, 3), ['x']).then(
      async (predictor) => expect(await refusal(predictor)).toHaveProperty('refused'),
      // The runtime may refuse it first.
      (error) => expect(error).toMatchObject({ code: 'model/unreadable' }),
    );
  });
});

describe('the votes of a binary classifier', () => {
  /** Two leaves, both for one class: how the score comes of the votes differs with the runtime's rules. */
  const classifier = (id: number, transform: string, weights: number[], base: number[]): Uint8Array =>
    tinyOnnx({
      inputs: [{ name: 'x', width: 1 }],
      outputs: [{ name: 'label', elementType: 7 }, { name: 'y' }],
      nodes: [
        {
          ...{ operator: 'TreeEnsembleClassifier', domain: 'ai.onnx.ml', inputs: ['x'], outputs: ['label', 'y'] },
          attributes: [
            ...stump('LEQ', 0).attributes!.filter(({ name }) => name.startsWith('nodes_')),
            { name: 'class_treeids', ints: [0, 0] },
            { name: 'class_nodeids', ints: [1, 2] },
            { name: 'class_ids', ints: [id, id] },
            { name: 'class_weights', floats: weights },
            { name: 'classlabels_int64s', ints: [0, 1] },
            { name: 'post_transform', text: transform },
            ...(base.length === 0 ? [] : [{ name: 'base_values', floats: base }]),
          ],
        },
      ],
      ml: 3,
    });

  const cases = [0, 1].flatMap((id) =>
    ['NONE', 'LOGISTIC', 'SOFTMAX'].flatMap((transform) =>
      [
        [0.2, 0.7],
        [-0.4, 0.9],
      ].flatMap((weights) =>
        [[], [0.3], [0.3, 0.1]].map((base): [number, string, number[], number[]] => [id, transform, weights, base]),
      ),
    ),
  );

  it.each(cases)(
    'of class %i, %s, weights %j, base %j, are read so that they give the score, or not at all',
    async (...given) => {
      const predictor = await opened(classifier(...given), ['x']);
      const rows = Float64Array.of(0, 1);
      const models = await read(predictor);
      for (const model of models) {
        const expected = await predictor.predict(rows, 2, model.space);
        (await sums(model, [0, 1])).forEach((sum, row) => {
          expect(sum).toBeCloseTo(expected[row]!, 6);
        });
      }
      const [id, transform, , base] = given;
      if (transform === 'LOGISTIC' && base.length < 2 && id === 0) {
        expect(models.map(({ space }) => space)).toEqual(['margin']);
      }
    },
  );
});

describe('what is done to inputs before the sum', () => {
  it('is done as the runtime does it: scaled, imputed, joined', async () => {
    const nodes: TinyNode[] = [
      {
        ...{ operator: 'Imputer', domain: 'ai.onnx.ml', inputs: ['a'], outputs: ['filled'] },
        attributes: [{ name: 'imputed_value_floats', floats: [0.7] }],
      },
      {
        ...{ operator: 'Scaler', domain: 'ai.onnx.ml', inputs: ['filled'], outputs: ['scaled'] },
        attributes: [
          { name: 'offset', floats: [0.1] },
          { name: 'scale', floats: [3.3] },
        ],
      },
      { operator: 'Concat', inputs: ['scaled', 'b'], outputs: ['x'], attributes: [{ name: 'axis', int: 1 }] },
      stump('LEQ', 0),
    ];
    const bytes = tinyOnnx({
      inputs: [
        { name: 'a', width: 1 },
        { name: 'b', width: 1 },
      ],
      outputs: [{ name: 'y' }],
      nodes,
      ml: 3,
    });
    const predictor = await opened(bytes, ['b', 'a']);
    const [model] = await read(predictor);
    expect(model?.sources).toEqual([1, 0]);
    const features = await model!.encode(Float64Array.of(9, 0.2, 9, 0.3, 9, 0), 3);
    expect([...features].filter((_, at) => at % 2 === 0)).toEqual(
      [0.2, 0.3, 0.7].map((value) => Math.fround((Math.fround(value) - Math.fround(0.1)) * Math.fround(3.3))),
    );
  });

  it('stops the reading when it is something else', async () => {
    const nodes: TinyNode[] = [{ operator: 'Sin', inputs: ['a'], outputs: ['x'] }, stump('LEQ', 0)];
    const bytes = tinyOnnx({ inputs: [{ name: 'a', width: 1 }], outputs: [{ name: 'y' }], nodes, ml: 3 });
    expect(await refusal(await opened(bytes, ['a']))).toHaveProperty('refused');
  });
});

describe('a linear model read from its file', () => {
  it('is the log-odds of a logistic regression', async () => {
    const predictor = await opened(logisticRegression([0.5, -2], 0.25), ['a', 'b']);
    const [model] = await read(predictor);
    expect(model).toMatchObject({ space: 'margin', sum: { kind: 'linear', intercept: 0.25 } });
    expect([...(model?.sum.kind === 'linear' ? model.sum.coefficients : [])]).toEqual([0.5, -2]);
  });

  it.each([0, 1])('is a Gemm, transB %i, with its factors', async (transB) => {
    const matrix = { name: 'm', shape: transB === 1 ? [1, 2] : [2, 1], values: [2, -3] };
    const bytes = tinyOnnx({
      inputs: [{ name: 'x', width: 2 }],
      outputs: [{ name: 'y' }],
      nodes: [
        {
          ...{ operator: 'Gemm', inputs: ['x', 'm', 'c'], outputs: ['y'] },
          attributes: [{ name: 'transB', int: transB }],
        },
      ],
      initializers: [matrix, { name: 'c', shape: [1], values: [0.5] }],
    });
    const predictor = await opened(bytes, ['a', 'b']);
    const [model] = await read(predictor);
    expect(model?.sum).toMatchObject({ kind: 'linear', intercept: 0.5 });
    expect(await sums(model!, [1, 1, 10, 2], 2)).toEqual([-0.5, 14.5]);
  });

  it('is a MatMul followed by an Add', async () => {
    const bytes = tinyOnnx({
      inputs: [{ name: 'x', width: 2 }],
      outputs: [{ name: 'y' }],
      nodes: [
        { operator: 'MatMul', inputs: ['x', 'm'], outputs: ['p'] },
        { operator: 'Add', inputs: ['p', 'c'], outputs: ['y'] },
      ],
      initializers: [
        { name: 'm', shape: [2, 1], values: [2, -3] },
        { name: 'c', shape: [1], values: [0.5] },
      ],
    });
    expect(await sums((await read(await opened(bytes, ['a', 'b'])))[0]!, [1, 1], 2)).toEqual([-0.5]);
  });
});

describe('models of common exporters', () => {
  it.each([
    ['logistic', 8, 'linear', ['margin']],
    ['forest', 12, 'trees', ['probability']],
    ['boosting', 15, 'trees', ['margin']],
    ['xgboost', 20, 'trees', ['margin']],
    ['lightgbm', 40, 'trees', ['margin']],
  ])('%s is read', async (name, width, kind, spaces) => {
    const predictor = await opened(readModel(name), names(width));
    const models = await read(predictor);
    expect(models.map(({ space }) => space)).toEqual(spaces);
    expect(models[0]?.sum.kind).toBe(kind);
  });
});

function readModel(name: string): Uint8Array {
  return readFileSync(join(projectFolder, `test/fixtures/peers/exact-models/${name}.onnx`));
}

function names(width: number): string[] {
  return Array.from({ length: width }, (_, column) => `f${column}`);
}
