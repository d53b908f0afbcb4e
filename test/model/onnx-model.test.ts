import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Writer } from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { readOnnx, withSingleOutput } from '../../src/model/onnx-model.ts';
import { fieldsOf, joinFields } from '../../src/model/wire.ts';
import { sampleCase } from '../_support/places.ts';
import { logisticRegression, type TinyTensor, tinyOnnx } from '../_support/tiny-onnx.ts';

const sample = readFileSync(join(sampleCase, 'lake/models/denial/v1/model.onnx'));

function withWeights(weights: Partial<TinyTensor>): Uint8Array {
  return tinyOnnx({
    inputs: [{ name: 'x', width: 1 }],
    outputs: [{ name: 'y' }],
    nodes: [{ operator: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }],
    initializers: [{ name: 'w', shape: [1, 1], values: [2], ...weights }],
  });
}

describe('readOnnx', () => {
  it('takes initializers for constants and not for inputs', () => {
    const model = readOnnx(withWeights({}));
    expect(model.inputs).toEqual([{ name: 'x', elementType: 1, shape: [null, 1] }]);
    expect([...model.constants.keys()]).toEqual(['w']);
  });

  it('refuses two graphs, of which a reader could take either', () => {
    const graph = fieldsOf(sample).filter(({ number }) => number === 7);
    expect(() => readOnnx(joinFields([...fieldsOf(sample), ...graph]))).toThrow(
      expect.objectContaining({ code: 'model/unreadable', message: 'the model file holds more than one ONNX graph' }),
    );
  });

  it('throws only coded errors on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          readOnnx(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DossierError);
        }
      }),
      { seed: 21, numRuns: 500 },
    );
  });
});

describe('withSingleOutput', () => {
  it('changes nothing but outputs and ZipMaps: unknown fields stay, byte for byte', () => {
    const unknown = Writer.create()
      .uint32((99 << 3) | 2)
      .string('of a later version')
      .finish();
    const bytes = Buffer.concat([logisticRegression([1, 2], 3), unknown]);
    const cut = withSingleOutput(readOnnx(bytes), 'scores');
    const parts = (whole: Uint8Array) =>
      fieldsOf(whole)
        .filter(({ number }) => number !== 7)
        .map(({ raw }) => Buffer.from(raw).toString('hex'));
    expect(parts(cut)).toEqual(parts(bytes));
    const before = readOnnx(bytes);
    const after = readOnnx(cut);
    expect(after.nodes).toEqual(before.nodes.filter(({ operator }) => operator !== 'ZipMap'));
    expect(after.inputs).toEqual(before.inputs);
    expect(after.outputs.map(({ name }) => name)).toEqual(['scores']);
  });
});

describe('fieldsOf', () => {
  it('splits a model into parts that join to the same bytes', () => {
    expect(Buffer.from(joinFields(fieldsOf(sample))).equals(sample)).toBe(true);
  });
});
