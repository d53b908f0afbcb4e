import { describe, expect, it } from 'vitest';
import { openModel } from '../../src/model/open-model.ts';
import { logistic } from '../../src/numeric/logistic.ts';
import { type TinyModel, tinyOnnx } from '../_support/tiny-onnx.ts';

const LOGIT = /^logit of the probability/;
const RAW = /^raw score of /;

function linear(coefficients: number[], transform: string, labels = [0, 1]): TinyModel {
  return {
    inputs: [{ name: 'x', width: 1 }],
    outputs: [{ name: 'label', elementType: 7 }, { name: 'scores' }],
    nodes: [
      {
        ...{ operator: 'LinearClassifier', domain: 'ai.onnx.ml', inputs: ['x'], outputs: ['label', 'scores'] },
        attributes: [
          { name: 'coefficients', floats: coefficients },
          { name: 'intercepts', floats: labels.map(() => 0) },
          { name: 'post_transform', text: transform },
          { name: 'multi_class', int: 0 },
          { name: 'classlabels_ints', ints: labels },
        ],
      },
    ],
  };
}

async function open(model: TinyModel, at: number): Promise<{ source: string | null; p: number; margin: number }> {
  const opened = await openModel(tinyOnnx(model), { inputs: ['x'], positiveClass: 1 });
  const row = Float64Array.of(at);
  const [p = Number.NaN] = await opened.predict(row, 1, 'probability');
  const [margin = Number.NaN] = opened.margin === null ? [] : await opened.predict(row, 1, 'margin');
  await opened.release();
  return { source: opened.margin, p, margin };
}

describe('the margin of a model', () => {
  it('is the raw score behind LOGISTIC', async () => {
    expect(await open(linear([-3, 3], 'LOGISTIC'), 0.5)).toMatchObject({
      source: expect.stringMatching(RAW),
      margin: expect.closeTo(1.5, 6),
    });
  });

  it('is the difference of two raw scores behind SOFTMAX, not one of them', async () => {
    expect(await open(linear([-3, 3], 'SOFTMAX'), 0.25)).toMatchObject({
      source: expect.stringMatching(RAW),
      margin: expect.closeTo(1.5, 6),
    });
  });

  it('is not confirmed by probes that are all 0 or 1: there the wrong raw score would pass as well', async () => {
    const found = await open(linear([-1e12, 1e12], 'SOFTMAX'), 1e-12);
    expect(found.source).toMatch(LOGIT);
    expect(found.margin).toBeCloseTo(2, 5);
  });

  it('is the logit of the probability among three classes, where no two raw scores give it', async () => {
    const found = await open(linear([-1, 2, 1], 'SOFTMAX', [0, 1, 2]), 0.5);
    expect(found.source).toMatch(LOGIT);
    expect(logistic(found.margin)).toBeCloseTo(found.p, 12);
  });

  it('is refused where a probability without raw score is 1', async () => {
    const opened = await openModel(tinyOnnx(linear([-1, 2, 1], 'SOFTMAX', [0, 1, 2])), {
      inputs: ['x'],
      positiveClass: 1,
    });
    await expect(opened.predict(Float64Array.of(500), 1, 'margin')).rejects.toMatchObject({
      code: 'model/non-finite-score',
    });
    await opened.release();
  });

  it('is not offered for one number between 0 and 1 that nothing in the graph calls a probability', async () => {
    const share: TinyModel = {
      inputs: [{ name: 'x', width: 1 }],
      outputs: [{ name: 'share' }],
      nodes: [
        { operator: 'MatMul', inputs: ['x', 'w'], outputs: ['z'] },
        { operator: 'HardSigmoid', inputs: ['z'], outputs: ['share'] },
      ],
      initializers: [{ name: 'w', shape: [1, 1], values: [1] }],
    };
    expect(await open(share, 0)).toMatchObject({ source: null, p: 0.5 });
  });

  it('is not offered for raw scores, which are no probabilities', async () => {
    expect(await open(linear([-3, 3], 'NONE'), 0.5)).toMatchObject({ source: null, p: 1.5 });
  });
});
