import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { externalFiles, withWeights } from '../../src/model/external-data.ts';
import { readFixture } from '../_support/model-exports.ts';
import { type TinyTensor, tinyOnnx } from '../_support/tiny-onnx.ts';

const weights = (external: Record<string, string>, part: Partial<TinyTensor> = {}): Uint8Array =>
  tinyOnnx({
    inputs: [{ name: 'x', width: 1 }],
    outputs: [{ name: 'y' }],
    nodes: [{ operator: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }],
    initializers: [{ name: 'w', shape: [1, 1], values: [], external, ...part }],
  });
const inside = (values: number[]): Uint8Array =>
  tinyOnnx({
    inputs: [{ name: 'x', width: 1 }],
    outputs: [{ name: 'y' }],
    nodes: [{ operator: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }],
    initializers: [{ name: 'w', shape: [1, 1], values, floatsRaw: true }],
  });
const file = new Uint8Array(Float32Array.of(7, 2, 9).buffer);

describe('externalFiles', () => {
  it('names each file once, and none for a model that is whole', () => {
    expect(externalFiles(readFixture('torch-outside.onnx'))).toEqual(['torch-outside.weights']);
    expect(externalFiles(readFixture('sklearn-frame.onnx'))).toEqual([]);
  });

  it('takes files in folders below', () => {
    expect(externalFiles(weights({ location: './parts/w.bin' }))).toEqual(['parts/w.bin']);
  });

  it.each([
    '/etc/passwd',
    '../w.bin',
    'a/../../w.bin',
    'C:\\w.bin',
    '..\\w.bin',
    'file:w.bin',
    'a//b',
    '',
    '.',
    'a\0b',
  ])('refuses the path "%s"', (location) => {
    expect(() => externalFiles(weights({ location }))).toThrow(
      expect.objectContaining({ code: 'model/external-path' }),
    );
  });

  it('sees weights of a node, of a graph within a node, and of a function', () => {
    const tensor = { name: 'w', shape: [1], values: [], external: { location: 'w.bin' } };
    const constant = { operator: 'Constant', inputs: [], outputs: ['w'], attributes: [{ name: 'value', tensor }] };
    const branch = {
      operator: 'If',
      inputs: ['c'],
      outputs: ['y'],
      attributes: [{ name: 'then_branch', graph: [constant] }],
    };
    for (const nodes of [[constant], [branch]])
      expect(externalFiles(tinyOnnx({ inputs: [], outputs: [], nodes }))).toEqual(['w.bin']);
    expect(externalFiles(tinyOnnx({ inputs: [], outputs: [], nodes: [], functions: [[constant]] }))).toEqual(['w.bin']);
  });
});

describe('withWeights', () => {
  it('gives the bytes of a model that was whole from the start', () => {
    const put = withWeights(weights({ location: 'w.bin', offset: '4', length: '4' }), new Map([['w.bin', file]]));
    expect(Buffer.from(put).toString('hex')).toBe(Buffer.from(inside([2])).toString('hex'));
  });

  it('reads to the end where no length is given', () => {
    const put = withWeights(weights({ location: 'w.bin', offset: '8' }), new Map([['w.bin', file]]));
    expect(Buffer.from(put).toString('hex')).toBe(Buffer.from(inside([9])).toString('hex'));
  });

  it('changes no byte of a whole model', () => {
    const bytes = readFixture('sklearn-frame.onnx');
    expect(withWeights(bytes, new Map())).toBe(bytes);
  });

  it.each([
    [{ location: 'other.bin' }],
    [{ location: 'w.bin', offset: '8', length: '8' }],
    [{ location: 'w.bin', offset: '16' }],
    [{ location: 'w.bin', offset: '-4' }],
    [{ location: 'w.bin', length: '1e1' }],
    [{ location: 'w.bin', length: '99999999999999999999' }],
  ])('refuses %j', (external) => {
    expect(() => withWeights(weights(external as Record<string, string>), new Map([['w.bin', file]]))).toThrow(
      expect.objectContaining({ code: 'model/external-data' }),
    );
  });

  it('throws only coded errors on damaged models', () => {
    const whole = readFixture('torch-outside.onnx');
    const files = new Map([['torch-outside.weights', readFixture('torch-outside.weights')]]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        try {
          withWeights(
            Uint8Array.from(whole, (old, index) => (index === at ? byte : old)),
            files,
          );
        } catch (error) {
          expect(error).toBeInstanceOf(DossierError);
        }
      }),
      { seed: 41, numRuns: 500 },
    );
  });
});
