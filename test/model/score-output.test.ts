import { describe, expect, it } from 'vitest';
import { openModel } from '../../src/model/open-model.ts';
import { logistic } from '../../src/numeric/logistic.ts';
import { type TinyModel, type TinyNode, tinyOnnx } from '../_support/tiny-onnx.ts';

/** Two probabilities a row, 1 - p and p, with p = logistic(x). */
function classifier(labels: { ints: number[] } | { texts: string[] }): TinyNode {
  const named = 'ints' in labels ? { name: 'classlabels_ints', ...labels } : { name: 'classlabels_strings', ...labels };
  return {
    ...{ operator: 'LinearClassifier', domain: 'ai.onnx.ml', inputs: ['x'], outputs: ['label', 'scores'] },
    attributes: [
      { name: 'coefficients', floats: [-1, 1] },
      { name: 'intercepts', floats: [0, 0] },
      { name: 'post_transform', text: 'LOGISTIC' },
      { name: 'multi_class', int: 0 },
      named,
    ],
  };
}

const x = { name: 'x', width: 1 };
const INT64 = 7;

async function score(model: TinyModel, positiveClass: number | string, output?: string): Promise<[number, string]> {
  const opened = await openModel(tinyOnnx(model), { inputs: ['x'], positiveClass, output });
  const [p = Number.NaN] = await opened.predict(Float64Array.of(2), 1, 'probability');
  await opened.release();
  return [p, opened.output];
}

const high = expect.closeTo(logistic(2), 6);
const low = expect.closeTo(logistic(-2), 6);

describe('one number a row beside the labels of two classes', () => {
  const single: TinyModel = {
    inputs: [x],
    outputs: [{ name: 'label', elementType: INT64 }, { name: 'raw' }],
    nodes: [classifier({ ints: [4, 6] }), { operator: 'Identity', inputs: ['x'], outputs: ['raw'] }],
  };

  it('is the score of the second class, and never taken for that of the first', async () => {
    expect((await score(single, 6))[0]).toBe(2);
    await expect(score(single, 4)).rejects.toMatchObject({
      code: 'model/class-unknown',
      message: expect.stringContaining('speaks of class 6'),
    });
  });
});

describe('a plain tensor of probabilities', () => {
  const plain: TinyModel = {
    inputs: [x],
    outputs: [{ name: 'label', elementType: INT64 }, { name: 'scores' }],
    nodes: [classifier({ ints: [1, 2] })],
  };

  it('has the classes that its classifier names, which need not count from 0', async () => {
    expect(await score(plain, 1)).toEqual([low, 'output scores, class 1, which is column 1 of 2']);
    expect(await score(plain, 2)).toEqual([high, 'output scores, class 2, which is column 2 of 2']);
  });

  it('has no class that nobody named', async () => {
    await expect(score(plain, 0)).rejects.toMatchObject({ code: 'model/class-unknown' });
  });

  it.each([true, false])(
    'has the classes of the label output, which come after those of the classifier (%s)',
    async (raw) => {
      // As a stacking classifier is exported: the inner classifier says 0 and 1, the label output 5 and 3.
      const stacked: TinyModel = {
        inputs: [x],
        outputs: [{ name: 'final', elementType: INT64 }, { name: 'probabilities' }],
        nodes: [
          classifier({ ints: [0, 1] }),
          { operator: 'Identity', inputs: ['scores'], outputs: ['probabilities'] },
          { operator: 'ArgMax', inputs: ['scores'], outputs: ['best'], attributes: [{ name: 'axis', int: 1 }] },
          { operator: 'ArrayFeatureExtractor', domain: 'ai.onnx.ml', inputs: ['classes', 'best'], outputs: ['named'] },
          { operator: 'Reshape', inputs: ['named', 'flat'], outputs: ['final'] },
        ],
        initializers: [
          { name: 'classes', shape: [2], values: [5, 3], elementType: INT64, raw },
          { name: 'flat', shape: [1], values: [-1], elementType: INT64 },
        ],
      };
      expect(await score(stacked, 3)).toEqual([high, 'output probabilities, class 3, which is column 2 of 2']);
      expect((await score(stacked, 5))[0]).toEqual(low);
    },
  );

  it('with another number of columns than classes is refused', async () => {
    const short: TinyModel = {
      inputs: [x],
      outputs: [{ name: 'scores', map: true }],
      nodes: [
        { ...classifier({ ints: [0, 1] }), outputs: ['label', 'two'] },
        {
          ...{ operator: 'ZipMap', domain: 'ai.onnx.ml', inputs: ['two'], outputs: ['scores'] },
          attributes: [{ name: 'classlabels_int64s', ints: [0, 1, 2] }],
        },
      ],
    };
    await expect(score(short, 1)).rejects.toMatchObject({ code: 'model/score-shape' });
  });

  it('without classes is read by position, which is said', async () => {
    const network: TinyModel = {
      inputs: [x],
      outputs: [{ name: 'p' }],
      nodes: [
        { operator: 'MatMul', inputs: ['x', 'w'], outputs: ['z'] },
        { operator: 'Softmax', inputs: ['z'], outputs: ['p'] },
      ],
      initializers: [{ name: 'w', shape: [1, 2], values: [0, 1] }],
    };
    expect(await score(network, 1)).toEqual([
      high,
      'output p, which names no classes: column 2 is taken, counted from positiveClass',
    ]);
    await expect(score(network, 'yes')).rejects.toMatchObject({ code: 'model/score-shape' });
    await expect(score(network, 2)).rejects.toMatchObject({ code: 'model/score-shape' });
  });
});

describe('one output per class', () => {
  const columns: TinyModel = {
    inputs: [x],
    outputs: [{ name: 'label', elementType: 8 }, { name: 'sno' }, { name: 'syes' }],
    nodes: [
      classifier({ texts: ['no', 'yes'] }),
      { operator: 'Slice', inputs: ['scores', 'zero', 'one', 'one'], outputs: ['no1'] },
      { operator: 'Slice', inputs: ['scores', 'one', 'two', 'one'], outputs: ['yes1'] },
      { operator: 'Reshape', inputs: ['no1', 'flat'], outputs: ['sno'] },
      { operator: 'Reshape', inputs: ['yes1', 'flat'], outputs: ['syes'] },
    ],
    initializers: [
      { name: 'zero', shape: [1], values: [0], elementType: INT64 },
      { name: 'one', shape: [1], values: [1], elementType: INT64 },
      { name: 'two', shape: [1], values: [2], elementType: INT64 },
      { name: 'flat', shape: [1], values: [-1], elementType: INT64 },
    ],
  };

  it('gives the one of the positive class', async () => {
    expect(await score(columns, 'yes')).toEqual([high, 'output syes, class yes, which is column 2 of 2']);
    expect(await score(columns, 'no')).toEqual([low, 'output sno, class no, which is column 1 of 2']);
  });

  it('refuses an output that is another class than the positive one', async () => {
    await expect(score(columns, 'yes', 'sno')).rejects.toMatchObject({
      code: 'model/class-unknown',
      message: 'output sno is the score of class no, and positiveClass is yes',
    });
  });

  it('is ambiguous for a class that none of them is, and lists them', async () => {
    await expect(score(columns, 'maybe')).rejects.toMatchObject({
      code: 'model/score-ambiguous',
      message: 'several outputs could be the score: sno, syes',
    });
  });
});

describe('no score', () => {
  it('says which outputs there are', async () => {
    const model: TinyModel = {
      inputs: [x],
      outputs: [{ name: 'y' }],
      nodes: [{ operator: 'Neg', inputs: ['x'], outputs: ['y'] }],
    };
    await expect(score(model, 1, 'z')).rejects.toMatchObject({
      code: 'model/no-score',
      hint: expect.stringContaining('y'),
    });
  });

  it('is found among integers only', async () => {
    const model: TinyModel = {
      inputs: [x],
      outputs: [{ name: 'label', elementType: INT64 }],
      nodes: [classifier({ ints: [0, 1] })],
    };
    await expect(score(model, 1)).rejects.toMatchObject({ code: 'model/no-score' });
  });
});
