import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonRecords } from '../../src/data/json-records.ts';

const read = (text: string): [string, unknown][] => jsonRecords(text).map(({ at, value }) => [at, value]);
const first = { a: 1, b: { c: 2, d: 3 } };
/** Printed over lines, but for the inner object, which stands alone on a line of its own. */
const printed = '{\n  "a": 1,\n  "b":\n    { "c": 2, "d": 3 }\n}';

describe('jsonRecords', () => {
  it.each([
    ['one object', ' {"a":1}\n', [['line 1', { a: 1 }]]],
    ['one object over lines, a short object alone on one of them', printed, [['line 1', first]]],
    [
      'objects over lines, one after the other',
      `${printed}\n${printed}`,
      [
        ['line 1', first],
        ['line 6', first],
      ],
    ],
    [
      'an array',
      '[{"a":"]},{"},\n3,{"b":2}]',
      [
        ['/0', { a: ']},{' }],
        ['/1', 3],
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
    [
      'lines that hold arrays',
      '[{"a":1},{"b":2}]\n[{"c":3}]',
      [
        ['line 1', { a: 1 }],
        ['line 1', { b: 2 }],
        ['line 2', { c: 3 }],
      ],
    ],
    [
      'an array that was cut within an item',
      '[{"a":"\\"]"},{"b":',
      [
        ['/0', { a: '"]' }],
        ['/1', undefined],
      ],
    ],
    [
      'an array over lines that was cut after an item',
      '[\n{"a":1},\n{"b":2}\n',
      [
        ['/0', { a: 1 }],
        ['/1', { b: 2 }],
        ['/2', undefined],
      ],
    ],
    [
      'an array and what follows it',
      '[{"a":1}]\n}',
      [
        ['line 1', { a: 1 }],
        ['line 2', undefined],
      ],
    ],
    [
      'a bad line',
      '{"a":1}\n{"b":\n{"c":3}',
      [
        ['line 1', { a: 1 }],
        ['line 2', undefined],
        ['line 3', { c: 3 }],
      ],
    ],
    [
      'a bad first line',
      '{"a\n{"c":3}',
      [
        ['line 1', undefined],
        ['line 2', { c: 3 }],
      ],
    ],
    ['no JSON', 'a,b', [['line 1', undefined]]],
    ['nothing', ' \n', []],
  ])('gives the values of %s with their places', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('gives what came before the cut of an array with a very long text', () => {
    const long = 'x\\n'.repeat(8_000_000);
    const records = jsonRecords(`[{"a":1,"long":"${long}"},{"b":`);
    expect(records.map(({ at, value }) => [at, typeof value])).toEqual([
      ['/0', 'object'],
      ['/1', 'undefined'],
    ]);
  });

  it('gives every whole item before the cut, wherever an array is cut', () => {
    const items = [{ a: '"]}\\' }, { b: [1, { c: '[' }] }, { d: { e: null } }];
    fc.assert(
      fc.property(fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }), (isPrinted, share) => {
        const text = JSON.stringify(items, null, isPrinted ? 2 : 0);
        const cut = text.slice(0, 1 + Math.floor(share * (text.length - 2)));
        const ends = items.map((_, index) => JSON.stringify(items.slice(0, index + 1), null, isPrinted ? 2 : 0).length);
        const whole = items.filter((_, index) => cut.length >= ends[index]! - (isPrinted ? 2 : 1));
        const found = jsonRecords(cut).flatMap(({ value }) => (value === undefined ? [] : [value]));
        if (whole.length > 0) expect(found).toEqual(whole);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'[{"\\},]:1 \n') }), (text) => Array.isArray(read(text))),
      { seed: 2, numRuns: 2000 },
    );
    expect(read('['.repeat(100_000))).toEqual([['line 1', undefined]]);
  });
});
