import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { openModel } from '../../src/model/open-model.ts';
import { logistic } from '../../src/numeric/logistic.ts';
import { sampleCase } from '../_support/places.ts';
import { logisticRegression, type TinyModel, tinyOnnx } from '../_support/tiny-onnx.ts';

const sampleModel = (version: string): Uint8Array =>
  readFileSync(join(sampleCase, `lake/models/denial/${version}/model.onnx`));
const inputs = (count: number): string[] => Array.from({ length: count }, (_, index) => `x${index}`);

async function score(
  bytes: Uint8Array,
  row: number[],
  positiveClass: number | string = 1,
): Promise<{ p: number; margin: number | null }> {
  const model = await openModel(bytes, { inputs: inputs(row.length), positiveClass });
  const rows = Float64Array.from(row);
  const [p = Number.NaN] = await model.predict(rows, 1, 'probability');
  const [margin = Number.NaN] = model.spaces.includes('margin') ? await model.predict(rows, 1, 'margin') : [];
  await model.release();
  return { p, margin: model.spaces.includes('margin') ? margin : null };
}

describe('openModel', () => {
  it('leads past a ZipMap and reads the class from the labels', async () => {
    const bytes = logisticRegression([0.5, -1], 0.25);
    const expected = logistic(0.5 * 2 - 1 * 1 + 0.25);
    expect((await score(bytes, [2, 1], 1)).p).toBeCloseTo(expected, 6);
    expect((await score(bytes, [2, 1], 0)).p).toBeCloseTo(1 - expected, 6);
  });

  it('takes no column for granted: the labels may be turned round, or words', async () => {
    const turned = logisticRegression([0.5, -1], 0.25, ['denied', 'approved']);
    const straight = logisticRegression([0.5, -1], 0.25, ['approved', 'denied']);
    const one = await score(turned, [2, 1], 'denied');
    const other = await score(straight, [2, 1], 'denied');
    expect(one.p + other.p).toBeCloseTo(1, 6);
    expect(other.p).toBeCloseTo(logistic(0.25), 6);
  });

  it('gives the margin behind a logistic output', async () => {
    const { margin } = await score(logisticRegression([0.5, -1], 0.25), [2, 1]);
    expect(margin).toBeCloseTo(0.25, 6);
  });

  it.each(['v1', 'v2'])(
    'gives the margin of the sample model %s, whose logistic is the probability',
    async (version) => {
      const width = version === 'v1' ? 17 : 19;
      const rows = Array.from({ length: 40 }, (_, k) =>
        Array.from({ length: width }, (_, i) => (i < 3 ? ((k * 7 + i * 3) % 20) / 10 : (k >> (i % 5)) & 1)),
      );
      for (const row of rows) {
        const { p, margin } = await score(sampleModel(version), row);
        expect(Math.abs(logistic(margin ?? Number.NaN) - p)).toBeLessThan(1e-6);
      }
    },
  );

  it('offers no margin for a plain number', async () => {
    const regressor: TinyModel = {
      inputs: [{ name: 'input', width: 2 }],
      outputs: [{ name: 'sum' }],
      nodes: [{ operator: 'MatMul', inputs: ['input', 'w'], outputs: ['sum'] }],
      initializers: [{ name: 'w', shape: [2, 1], values: [3, 4] }],
    };
    expect(await score(tinyOnnx(regressor), [1, 1])).toEqual({ p: 7, margin: null });
  });

  it('gives the margin before a Sigmoid', async () => {
    const network: TinyModel = {
      inputs: [{ name: 'input', width: 2 }],
      outputs: [{ name: 'p' }],
      nodes: [
        { operator: 'MatMul', inputs: ['input', 'w'], outputs: ['z'] },
        { operator: 'Sigmoid', inputs: ['z'], outputs: ['p'] },
      ],
      initializers: [{ name: 'w', shape: [2, 1], values: [3, -1] }],
    };
    expect((await score(tinyOnnx(network), [1, 1])).margin).toBeCloseTo(2, 6);
  });

  it('lists the candidates when several outputs could be the score', async () => {
    const twins: TinyModel = {
      inputs: [{ name: 'input', width: 1 }],
      outputs: [{ name: 'one' }, { name: 'two' }],
      nodes: [
        { operator: 'Sigmoid', inputs: ['input'], outputs: ['one'] },
        { operator: 'Neg', inputs: ['input'], outputs: ['two'] },
      ],
    };
    const bytes = tinyOnnx(twins);
    await expect(openModel(bytes, { inputs: ['x0'], positiveClass: 1 })).rejects.toMatchObject({
      code: 'model/score-ambiguous',
      message: expect.stringMatching(/one, two/),
    });
    const chosen = await openModel(bytes, { inputs: ['x0'], positiveClass: 1, output: 'two' });
    expect([...(await chosen.predict(Float64Array.of(3), 1, 'probability'))]).toEqual([-3]);
    await chosen.release();
  });

  it('names what does not fit', async () => {
    await expect(openModel(sampleModel('v1'), { inputs: inputs(19), positiveClass: 1 })).rejects.toMatchObject({
      code: 'model/inputs-mismatch',
      message: 'the model takes 17 inputs, case.yaml declares 19',
    });
    await expect(openModel(sampleModel('v1'), { inputs: inputs(17), positiveClass: 'yes' })).rejects.toMatchObject({
      code: 'model/class-unknown',
    });
  });

  it('refuses a score that is no number', async () => {
    const log: TinyModel = {
      inputs: [{ name: 'input', width: 1 }],
      outputs: [{ name: 'y' }],
      nodes: [{ operator: 'Log', inputs: ['input'], outputs: ['y'] }],
    };
    const model = await openModel(tinyOnnx(log), { inputs: ['x0'], positiveClass: 1 });
    await expect(model.predict(Float64Array.of(-1), 1, 'probability')).rejects.toMatchObject({
      code: 'model/non-finite-score',
    });
    await model.release();
  });

  it('gives the same bits at any batch size', async () => {
    const model = await openModel(sampleModel('v2'), { inputs: inputs(19), positiveClass: 1 });
    const n = 5000;
    const rows = Float64Array.from({ length: n * 19 }, (_, index) => ((index * 7919) % 97) / 48);
    const whole = await model.predict(rows, n, 'margin');
    for (const row of [0, 1, 4095, 4096, 4999]) {
      const [alone] = await model.predict(rows.slice(row * 19, (row + 1) * 19), 1, 'margin');
      expect(alone).toBe(whole[row]);
    }
    await model.release();
  });

  it('throws only coded errors on damaged models', { timeout: 120_000 }, async () => {
    const whole = sampleModel('v1');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
        async (at, byte, cut) => {
          const damaged = cut
            ? whole.slice(0, at)
            : Uint8Array.from(whole, (old, index) => (index === at ? byte : old));
          const model = await openModel(damaged, { inputs: inputs(17), positiveClass: 1 }).catch((error: unknown) => {
            expect(error).toBeInstanceOf(DossierError);
            return null;
          });
          await model?.release();
        },
      ),
      { seed: 11, numRuns: 150 },
    );
  });
});
