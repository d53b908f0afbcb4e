import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/data/parse-json.ts';

describe('parseJson', () => {
  it('gives what JSON.parse gives, and undefined for what is no JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 2), (text, indent) => {
        const value: unknown = JSON.parse(text);
        const written = JSON.stringify(value, null, indent);
        expect(parseJson(written)).toEqual({ value, repeated: [] });
      }),
      { seed: 5, numRuns: 2000 },
    );
    expect(parseJson('{"a":')).toEqual({ value: undefined, repeated: [] });
    expect(parseJson('null').value).toBeNull();
  });

  it.each([
    ['{"a":1,"a":2}', ['/a']],
    ['{"a" : 1, "a"\n:2}', ['/a']],
    ['{"a":{"b":1,"c":[{"d":1},{"d":2,"d":3}],"b":4}}', ['/a/c/1/d', '/a/b']],
    ['[{"x":1},{"x":1,"x":1,"x":1}]', ['/1/x', '/1/x']],
    [String.raw`{"a":1,"\u0061":2}`, ['/a']],
    [String.raw`{"\"":1,"\\\"":2,"\"":3}`, ['/"']],
    ['{"a/b":1,"a/b":2,"~":1,"~":2}', ['/a~1b', '/~0']],
    ['{"__proto__":1,"__proto__":2}', ['/__proto__']],
    ['{"a":[1,{"z":0},[2,{"b":1,"b":2}]]}', ['/a/2/1/b']],
    ['{"":1,"":2}', ['/']],
  ])('finds in %s the members that are named again', (text, repeated) => {
    expect(parseJson(text)).toEqual({ value: JSON.parse(text), repeated });
  });

  it('takes colons and quotes in texts for no names', () => {
    const text = JSON.stringify({ a: '"a":1,"a":2', b: 'x:y', c: '{"b":\\":' });
    expect(parseJson(text).repeated).toEqual([]);
  });

  it('reads what lies deeper than a stack is', () => {
    const deep = `${'{"a":'.repeat(4000)}${'['.repeat(3000)}${']'.repeat(3000)}${'}'.repeat(4000)}`;
    expect(parseJson(deep).repeated).toEqual([]);
    expect(parseJson(deep.replace('{"a":', '{"a":1,"a":')).repeated).toEqual(['/a']);
  });
});
