import { describe, expect, it } from 'vitest';
import { inputLayout } from '../../src/model/model-columns.ts';
import { ELEMENT, type OnnxValue, readOnnx } from '../../src/model/onnx-model.ts';
import { tinyOnnx } from '../_support/tiny-onnx.ts';

const model = (inputs: OnnxValue[]) => ({ ...readOnnx(tinyOnnx({ inputs: [], outputs: [], nodes: [] })), inputs });
const input = (
  name: string,
  shape: (number | null)[] | null,
  elementType: number | null = ELEMENT.float,
): OnnxValue => ({
  name,
  elementType,
  shape,
});
const names = (inputs: OnnxValue[], declared: string[]): string[] =>
  inputLayout(model(inputs), declared).columns.map((column) => `${column.name}:${column.input}.${column.position}`);

describe('inputLayout', () => {
  it('gives the columns of one matrix the declared names in order', () => {
    expect(names([input('X', [null, 2])], ['a', 'b'])).toEqual(['a:0.0', 'b:0.1']);
  });

  it.each([[null], [[null, null]], [[-1, 0]]])(
    'takes the declared number of columns where the graph leaves it open: %j',
    (shape) => {
      expect(names([input('X', shape)], ['a', 'b'])).toEqual(['a:0.0', 'b:0.1']);
    },
  );

  it('finds inputs of one column by their names', () => {
    const inputs = [input('b', [null, 1]), input('a', [null]), input('c', [null, null])];
    expect(names(inputs, ['a', 'b', 'c'])).toEqual(['a:1.0', 'b:0.0', 'c:2.0']);
  });

  it('gives inputs of several columns the declared names that are left, in order', () => {
    const inputs = [input('numbers', [null, 2]), input('home', [null, 1], ELEMENT.string), input('codes', [null, 2])];
    expect(names(inputs, ['a', 'home', 'b', 'c', 'd'])).toEqual(['a:0.0', 'home:1.0', 'b:0.1', 'c:2.0', 'd:2.1']);
  });

  it('keeps the number of rows that an input insists on, and its dimensions', () => {
    const { inputs } = inputLayout(model([input('a', [8, 1]), input('b', [null])]), ['a', 'b']);
    expect(inputs).toMatchObject([
      { batch: 8, rank: 2 },
      { batch: null, rank: 1 },
    ]);
  });

  it.each<[string, OnnxValue[], string[], string]>([
    ['too few names for a matrix', [input('X', [null, 3])], ['a', 'b'], 'model/inputs-mismatch'],
    ['another name', [input('a', [null, 1]), input('b', [null, 1])], ['a', 'c'], 'model/inputs-mismatch'],
    ['one name twice', [input('a', [null, 1]), input('b', [null, 1])], ['a', 'a'], 'model/inputs-mismatch'],
    [
      'a width beyond memory',
      [input('a', [null, 2 ** 40]), input('b', [null, 1])],
      ['a', 'b'],
      'model/inputs-mismatch',
    ],
    ['an image', [input('X', [null, 3, 8, 8])], ['a'], 'model/input-shape'],
    ['a half float', [input('X', [null, 1], 10)], ['a'], 'model/input-type'],
    ['a sequence', [input('X', null, null)], ['a'], 'model/input-type'],
  ])('refuses %s', (_, inputs, declared, code) => {
    expect(() => inputLayout(model(inputs), declared)).toThrow(expect.objectContaining({ code }));
  });
});
