import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { openModel, type Predictor } from '../../src/model/open-model.ts';
import { readFixture } from '../_support/model-exports.ts';
import { type TinyModel, type TinyNode, tinyOnnx } from '../_support/tiny-onnx.ts';

const node = (
  operator: string,
  inputs: string[],
  output: string,
  attributes: TinyNode['attributes'] = [],
): TinyNode => ({
  ...{ operator, inputs, outputs: [output], attributes },
});

/** A model of one column x with the score y. */
const open = (nodes: TinyNode[], more: Partial<TinyModel> = {}): Promise<Predictor> =>
  openModel(tinyOnnx({ inputs: [{ name: 'x', width: 1 }], outputs: [{ name: 'y' }], nodes, ...more }), {
    ...{ inputs: ['x'], positiveClass: 1 },
  });

async function scores(model: Predictor, values: number[]): Promise<number[]> {
  const found = await model.predict(Float64Array.from(values), values.length, model.spaces[0]);
  await model.release();
  return [...found];
}

describe('openScoring', () => {
  it('refuses a model whose scores hang on who else is in the batch', async () => {
    const nodes = [node('ReduceMean', ['x'], 'mean', [{ name: 'axes', ints: [0] }]), node('Sub', ['x', 'mean'], 'y')];
    await expect(open(nodes)).rejects.toMatchObject({ code: 'model/batch-dependent' });
  });

  it.each(['RandomNormalLike', 'RandomUniformLike', 'Bernoulli'])(
    'refuses a model that draws by %s',
    async (operator) => {
      const nodes = [node(operator, ['x'], 'noise'), node('Add', ['x', 'noise'], 'y')];
      await expect(open(nodes)).rejects.toMatchObject({
        code: 'model/random',
        message: expect.stringContaining(operator),
      });
    },
  );

  it('refuses dropout that is left on, by its scores', async () => {
    const initializers = [
      { name: 'ratio', shape: [], values: [0.5] },
      { name: 'on', shape: [], values: [1], elementType: 9 as const },
    ];
    await expect(open([node('Dropout', ['x', 'ratio', 'on'], 'y')], { initializers })).rejects.toMatchObject({
      code: 'model/random',
      message: expect.stringContaining('other scores each time'),
    });
  });

  it('opens a batch of eight that no node rests on', async () => {
    const model = await open([node('Neg', ['x'], 'y')], { inputs: [{ name: 'x', width: 1, batch: 8 }] });
    expect(model.runtime).not.toContain('at a time');
    expect(await scores(model, [1, 2, 3])).toEqual([-1, -2, -3]);
  });

  it('fills up a batch of four that a node rests on, and gives the scores of the rows alone', async () => {
    const initializers = [{ name: 'shape', shape: [2], values: [4, 1], elementType: 7 as const }];
    const model = await open([node('Reshape', ['x', 'shape'], 'r'), node('Neg', ['r'], 'y')], {
      inputs: [{ name: 'x', width: 1, batch: 4 }],
      initializers,
    });
    expect(model.runtime).toContain('4 rows at a time');
    expect(await scores(model, [1, 2, 3, 4, 5, 6])).toEqual([-1, -2, -3, -4, -5, -6]);
  });

  it.each([1_000_000, 2 ** 40])('refuses a batch of %i rows', async (batch) => {
    await expect(open([node('Neg', ['x'], 'y')], { inputs: [{ name: 'x', width: 1, batch }] })).rejects.toMatchObject({
      code: 'model/input-shape',
    });
  });

  it('gives the same scores to runs that overlap', async () => {
    const model = await open([node('Neg', ['x'], 'y')]);
    const rows = Array.from({ length: 20 }, (_, index) => Float64Array.of(index, index + 0.5));
    const found = await Promise.all(rows.map((row) => model.predict(row, 2, 'score')));
    expect(found.map((each) => [...each])).toEqual(rows.map((row) => [...row].map((value) => -value)));
    await model.release();
  });

  it('scores whatever rows there are, from none to more than a batch', async () => {
    const model = await open([node('Neg', ['x'], 'y')]);
    for (const n of [0, 1, 4096, 4097, 9000]) {
      const rows = Float64Array.from({ length: n }, (_, index) => index + 1);
      expect(await model.predict(rows, n, 'score')).toEqual(rows.map((value) => -value));
    }
    await model.release();
  });

  it.each(['five-types.onnx', 'torch-sigmoid-bound-to-one.onnx'])(
    'throws only coded errors on a damaged %s',
    { timeout: 60_000 },
    async (file) => {
      const whole = readFixture(file);
      const inputs = file.startsWith('five') ? ['income', 'ratio', 'children', 'owner', 'home'] : ['a', 'b', 'c', 'd'];
      await fc.assert(
        fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
          const damaged = Uint8Array.from(whole, (old, index) => (index === at ? byte : old));
          const model = await openModel(damaged, { inputs, positiveClass: 1 }).catch((error: unknown) => {
            expect(error).toBeInstanceOf(DossierError);
            return null;
          });
          await model?.release();
        }),
        { seed: 51, numRuns: 80 },
      );
    },
  );
});
