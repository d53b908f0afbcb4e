import { describe, expect, it } from 'vitest';
import type { InputType } from '../../src/core/input-column.ts';
import { readOnnx } from '../../src/model/onnx-model.ts';
import { probeRows } from '../../src/model/probe-rows.ts';
import { readFixture } from '../_support/model-exports.ts';
import { tinyOnnx } from '../_support/tiny-onnx.ts';

const empty = readOnnx(tinyOnnx({ inputs: [], outputs: [], nodes: [] }));
const column = (type: InputType, input = 0) => ({ name: type, type, input, position: 0 });

describe('probeRows', () => {
  it('gives each type what it can hold, of both signs and many sizes', () => {
    const types = ['float', 'double', 'int64', 'int32', 'bool', 'string'] as const;
    const rows = probeRows(
      empty,
      types.map((type) => column(type)),
    );
    expect(rows).toHaveLength(256);
    for (const [index, type] of types.entries()) {
      const values = rows.map((row) => row[index] ?? null);
      expect(new Set(values).size).toBeGreaterThan(1);
      if (type === 'bool') expect(values.every((value) => typeof value === 'boolean')).toBe(true);
      else if (type === 'string') expect(values.every((value) => typeof value === 'string')).toBe(true);
      else {
        const numbers = values.map(Number);
        expect(Math.min(...numbers)).toBeLessThan(-100);
        expect(Math.max(...numbers)).toBeGreaterThan(100_000);
        expect(numbers.every(Number.isInteger)).toBe(type.startsWith('int'));
      }
    }
  });

  it('draws mostly from what an encoder lists, and sometimes not', () => {
    const model = readOnnx(readFixture('five-types.onnx'));
    const texts = probeRows(model, [column('string', 4)]).map(([text]) => String(text));
    const listed = new Set(['own', 'rent', 'with parents', 'unknown']);
    const known = texts.filter((text) => listed.has(text));
    expect(new Set(known)).toEqual(listed);
    expect(known.length / texts.length).toBeGreaterThan(0.75);
    expect(known.length).toBeLessThan(texts.length);
  });

  it('finds the whole numbers that an encoder further down lists', () => {
    const model = readOnnx(readFixture('sklearn-frame.onnx'));
    const input = model.inputs.findIndex(({ name }) => name === 'children');
    const known = probeRows(model, [column('int64', input)]).filter(([value]) => [0, 1, 2, 3].includes(Number(value)));
    expect(known.length).toBeGreaterThan(190);
  });

  it('gives the same rows each time', () => {
    const columns = [column('float'), column('string')];
    expect(probeRows(empty, columns)).toEqual(probeRows(empty, columns));
  });
});
