import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/seal/canonical-json.ts';

const failure = (value: unknown): unknown => {
  try {
    return canonicalJson(value);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, message };
  }
};

const double = (hex: string): number => Buffer.from(hex, 'hex').readDoubleBE();

describe('canonicalJson', () => {
  it('writes the example of RFC 8785, section 3.2.2', () => {
    const value: unknown = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    );
    expect(canonicalJson(value)).toBe(
      `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}\n`,
    );
  });

  it('sorts keys by code units, as the example of RFC 8785, section 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const value = Object.fromEntries(keys.map((key) => [key, 0]));
    expect(canonicalJson(value)).toBe('{"\\r":0,"1":0,"\u0080":0,"ö":0,"€":0,"\u{1f600}":0,"\ufb33":0}\n');
  });

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555555', '333333333.3333333'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the double %s as RFC 8785, appendix B: %s', (hex, text) => {
    expect(canonicalJson(double(hex))).toBe(`${text}\n`);
  });

  it.each([
    ['NaN', { a: [1, { 'b/c': Number.NaN }] }, 'NaN at /a/1/b~1c has no JSON form'],
    ['infinity', { rate: Number.POSITIVE_INFINITY }, 'Infinity at /rate has no JSON form'],
    ['undefined in an object', { a: undefined }, 'an undefined value at /a has no JSON form'],
    ['a hole in an array', new Array(1), 'an undefined value at /0 has no JSON form'],
    ['undefined alone', undefined, 'an undefined value at the top has no JSON form'],
    ['a big integer', { n: 1n }, 'a bigint at /n has no JSON form'],
    ['a function', { f: () => 1 }, 'a function at /f has no JSON form'],
    ['a date', { at: new Date(0) }, 'an object that is no plain data at /at has no JSON form'],
    ['bytes', { raw: new Uint8Array(1) }, 'an object that is no plain data at /raw has no JSON form'],
    ['half a surrogate pair', { name: '\ud800' }, 'a text with half a surrogate pair at /name has no JSON form'],
    ['half a pair in a key', { '\udc00': 1 }, 'a text with half a surrogate pair at the top has no JSON form'],
  ])('refuses %s and names its place', (_, value, message) => {
    expect(failure(value)).toEqual({ code: 'seal/not-json', message });
  });

  it('refuses depth without end: cycles and towers of lists', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(failure(cycle)).toMatchObject({ code: 'seal/too-deep' });
    expect(failure(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toMatchObject({ code: 'seal/too-deep' });
  });

  it('gives a text that reads back as an equal value and writes back as the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = canonicalJson(value);
        const back: unknown = JSON.parse(text);
        expect(canonicalJson(back)).toBe(text);
        expect(back).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('writes what the package canonicalize writes, also with keys that objects put first', () => {
    const key = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('10', '2', '01', '4294967295', '__proto__', 'a'),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.array(tie('value')), fc.dictionary(key, tie('value'))),
    }));
    const serialize = canonicalize as unknown as (value: unknown) => string;
    fc.assert(
      fc.property(value, (each) => {
        fc.pre(JSON.stringify(each).isWellFormed());
        expect(canonicalJson(each)).toBe(`${serialize(each)}\n`);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
      { seed: 2 },
    );
  });

  it('keeps a key named __proto__ as data', () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"polluted":true}}\n');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
