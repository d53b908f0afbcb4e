import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/core/evidence.ts';
import type { InputType } from '../../src/core/input-column.ts';
import { rowCodec } from '../../src/model/row-codec.ts';

const column = (type: InputType) => ({ name: 'x', type, input: 0, position: 0 });
const encoded = (type: InputType, cell: Cell, missingText?: string): number =>
  rowCodec([column(type)], missingText).encode([[cell]])[0] ?? 99;
const faultOf = (type: InputType, cell: Cell): unknown => {
  try {
    return encoded(type, cell);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('rowCodec', () => {
  it('casts as the model would: a float to float32, a double not, a whole number at the point', () => {
    expect(encoded('float', 0.1)).toBe(Math.fround(0.1));
    expect(encoded('double', 0.1)).toBe(0.1);
    expect(encoded('int64', -3.9)).toBe(-3);
    expect(Object.is(encoded('int32', -0.5), 0)).toBe(true);
    expect([false, true, 0, -2].map((cell) => encoded('bool', cell))).toEqual([0, 1, 0, 1]);
    expect(encoded('float', true)).toBe(1);
  });

  it('takes a missing value for NaN where there is one, and refuses it elsewhere', () => {
    expect([encoded('float', null), encoded('double', null)]).toEqual([Number.NaN, Number.NaN]);
    for (const type of ['int64', 'int32', 'bool', 'string'] as const)
      expect(faultOf(type, null)).toBe('model/input-missing');
  });

  it('reads the text of the model for a missing text', () => {
    const codec = rowCodec([column('string')], 'unknown');
    const [none = -1, some = -1] = codec.encode([[null], ['unknown']]);
    expect(none).toBe(some);
    expect(codec.textOf(0, none)).toBe('unknown');
  });

  it.each<[InputType, Cell, string]>([
    ['int64', 2 ** 53, 'model/input-range'],
    ['int64', '9007199254740993', 'model/input-range'],
    ['int32', 2 ** 31, 'model/input-range'],
    ['float', 1e39, 'model/input-range'],
    ['double', Number.POSITIVE_INFINITY, 'model/input-range'],
    ['float', 'rent', 'model/input-not-numeric'],
    ['double', 'Infinity', 'model/input-not-numeric'],
    ['string', 7, 'model/input-not-text'],
    ['string', true, 'model/input-not-text'],
  ])('refuses for %s the value %s with %s', (type, cell, code) => {
    expect(faultOf(type, cell)).toBe(code);
  });

  it('takes the whole numbers to both ends of their types, and big ones from their decimals', () => {
    expect(encoded('int64', 2 ** 53 - 1)).toBe(2 ** 53 - 1);
    expect(encoded('int32', 1 - 2 ** 31)).toBe(1 - 2 ** 31);
    expect(encoded('double', '9007199254740993')).toBe(2 ** 53);
  });

  it('gives two texts the same number exactly when they are the same, column by column', () => {
    const columns = [column('string'), column('string')];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 30 }), (rows) => {
        const codec = rowCodec(columns);
        const codes = codec.encode(rows);
        for (const at of [0, 1]) {
          const texts = rows.map((row) => row[at] ?? '');
          const found = rows.map((_, row) => codes[row * 2 + at] ?? -1);
          expect(found.map((code) => codec.textOf(at, code))).toEqual(texts);
          expect(new Set(found).size).toBe(new Set(texts).size);
        }
      }),
      { seed: 31, numRuns: 100 },
    );
  });

  it('numbers texts in the order in which they come', () => {
    const codec = rowCodec([column('string')]);
    expect([...codec.encode([['b'], ['a'], ['b'], ['c']])]).toEqual([0, 1, 0, 2]);
    expect([...codec.encode([['c'], ['d']])]).toEqual([2, 3]);
  });

  it('writes the bytes that the model takes', () => {
    const types = ['float', 'double', 'int64', 'int32', 'bool', 'string'] as const;
    const codec = rowCodec(types.map(column));
    const bytes = codec.bytesOf(codec.encode([[1, 1, -2, 3, true, 'ä']]));
    expect(Buffer.from(bytes).toString('hex')).toBe(
      ['0000803f', '000000000000f03f', 'feffffffffffffff', '03000000', '01', '02000000c3a4'].join(''),
    );
  });

  it('writes the same bytes for the same values, whatever their numbers', () => {
    const one = rowCodec([column('string')]);
    const other = rowCodec([column('string')]);
    other.encode([['z']]);
    const rows = [['a'], ['b']];
    expect(one.encode(rows)).not.toEqual(other.encode(rows));
    expect(one.bytesOf(one.encode(rows))).toEqual(other.bytesOf(other.encode(rows)));
  });
});
