import { describe, expect, it } from 'vitest';
import { openModel } from '../../src/model/open-model.ts';
import { type TinyModel, tinyOnnx } from '../_support/tiny-onnx.ts';

const FLOAT = 1;
const INT64 = 7;
const STRING = 8;
const BOOL = 9;
const DOUBLE = 11;

/** The sum of its inputs, one column each. */
function sumOf(inputs: { name: string; elementType: number }[]): Uint8Array {
  const model: TinyModel = {
    inputs: inputs.map((input) => ({ ...input, width: 1 })),
    outputs: [{ name: 'sum' }],
    nodes: [
      ...inputs.map(({ name }) => ({
        ...{ operator: 'Cast', inputs: [name], outputs: [`${name}_float`] },
        attributes: [{ name: 'to', int: FLOAT }],
      })),
      { operator: 'Sum', inputs: inputs.map(({ name }) => `${name}_float`), outputs: ['sum'] },
    ],
  };
  return tinyOnnx(model);
}

const mixed = [
  { name: 'income', elementType: FLOAT },
  { name: 'dependants', elementType: INT64 },
  { name: 'owner', elementType: BOOL },
  { name: 'ratio', elementType: DOUBLE },
];

describe('a model with one input per column', () => {
  it('gets each declared column under its own name and type, whatever the order', async () => {
    const inputs = ['ratio', 'owner', 'income', 'dependants'];
    const model = await openModel(sumOf(mixed), { inputs, positiveClass: 1 });
    const rows = model.encode([
      [0.5, true, 100, 3.9],
      [0.25, false, 10, -2],
    ]);
    expect([...(await model.predict(rows, 2, 'score'))]).toEqual([0.5 + 1 + 100 + 3, 0.25 + 0 + 10 - 2]);
    expect(model.spaces).toEqual(['score']);
    await model.release();
  });

  it('says which inputs it takes when others are declared', async () => {
    await expect(openModel(sumOf(mixed), { inputs: ['income', 'age'], positiveClass: 1 })).rejects.toMatchObject({
      code: 'model/inputs-mismatch',
      message: 'the model takes the inputs income, dependants, owner, ratio, case.yaml declares income, age',
    });
  });

  it.each([INT64, BOOL, 6])(
    'refuses a missing value for an input of type %i, instead of taking it for 0 or true',
    async (type) => {
      const model = await openModel(sumOf([{ name: 'a', elementType: type }]), { inputs: ['a'], positiveClass: 1 });
      await expect(model.predict(Float64Array.of(Number.NaN), 1, 'score')).rejects.toMatchObject({
        code: 'model/input-missing',
      });
      await model.release();
    },
  );
});

describe('a model with inputs of several columns', () => {
  const bytes = tinyOnnx({
    inputs: [
      { name: 'words', width: 2, elementType: STRING },
      { name: 'counts', width: 2, elementType: INT64 },
    ],
    outputs: [{ name: 'y' }],
    nodes: [
      {
        ...{ operator: 'LabelEncoder', domain: 'ai.onnx.ml', inputs: ['words'], outputs: ['values'] },
        attributes: [
          { name: 'keys_strings', texts: ['a', 'b', 'c'] },
          { name: 'values_floats', floats: [1, 2, 3] },
        ],
      },
      { operator: 'Cast', inputs: ['counts'], outputs: ['numbers'], attributes: [{ name: 'to', int: FLOAT }] },
      { operator: 'Concat', inputs: ['values', 'numbers'], outputs: ['all'], attributes: [{ name: 'axis', int: 1 }] },
      { operator: 'MatMul', inputs: ['all', 'w'], outputs: ['y'] },
    ],
    initializers: [{ name: 'w', shape: [4, 1], values: [1, 10, 100, 1000] }],
  });

  it('gets each column in its place', async () => {
    const model = await openModel(bytes, { inputs: ['first', 'second', 'third', 'fourth'], positiveClass: 1 });
    const rows = model.encode([
      ['a', 'c', 4, 5],
      ['b', 'a', 6, 7],
    ]);
    expect([...(await model.predict(rows, 2, 'score'))]).toEqual([1 + 30 + 400 + 5000, 2 + 10 + 600 + 7000]);
    await model.release();
  });
});
