import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonRecords } from '../../src/quality/json-records.ts';

const read = (text: string): [string, unknown][] =>
  jsonRecords({ path: 'f', bytes: new TextEncoder().encode(text) }).map(({ at, value }) => [at, value]);

describe('jsonRecords', () => {
  it.each([
    ['one object', ' {"a":1}\n', [['line 1', { a: 1 }]]],
    ['one object over lines', '{\n"a":\n1}', [['line 1', { a: 1 }]]],
    [
      'an array',
      '[{"a":"]},{"},\n3,{"b":2}]',
      [
        ['/0', { a: ']},{' }],
        ['/2', { b: 2 }],
      ],
    ],
    [
      'lines',
      '\ufeff{"a":1}\r\n\n{"b":2}\n',
      [
        ['line 1', { a: 1 }],
        ['line 3', { b: 2 }],
      ],
    ],
    ['a cut array', '[{"a":"\\"]"},{"b":', [['/0', { a: '"]' }]]],
    [
      'a bad line',
      '{"a":1}\n{"b":\n{"c":3}',
      [
        ['line 1', { a: 1 }],
        ['line 3', { c: 3 }],
      ],
    ],
    ['nothing', ' \n', []],
  ])('gives the objects of %s with their places', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('unpacks gzip, and gives nothing for gzip that was cut', () => {
    const packed = gzipSync('{"a":1}\n{"b":2}');
    expect(jsonRecords({ path: 'f', bytes: packed })).toHaveLength(2);
    expect(jsonRecords({ path: 'f', bytes: packed.subarray(0, 15) })).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => Array.isArray(jsonRecords({ path: 'f', bytes }))),
      {
        seed: 1,
        numRuns: 1000,
      },
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'[{"\\},]:1 \n') }), (text) => Array.isArray(read(text))),
      {
        seed: 2,
        numRuns: 2000,
      },
    );
    expect(read('['.repeat(100_000))).toEqual([]);
  });
});
