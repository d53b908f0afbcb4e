import { describe, expect, it } from 'vitest';
import { assertPaths, byPath, entryOf } from '../../src/seal/entry.ts';

describe('entryOf', () => {
  it('gives the SHA-256 of "abc" as FIPS 180-2, appendix B.1, and the size in bytes', () => {
    expect(entryOf({ path: 'a', bytes: Buffer.from('abc') })).toEqual({
      path: 'a',
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      bytes: 3,
    });
  });
});

describe('byPath', () => {
  it('sorts by code units: capitals first, whatever the locale', () => {
    const paths = ['b', 'a', 'B', 'ä', 'a/b', 'a.b'].map((path) => ({ path }));
    expect(paths.sort(byPath).map(({ path }) => path)).toEqual(['B', 'a', 'a.b', 'a/b', 'b', 'ä']);
  });
});

describe('assertPaths', () => {
  it('names a path that leads outside and one that is listed twice', () => {
    expect(() => assertPaths(['a', '../b'], 'manifest.json')).toThrow(/"\.\.\/b" does not name a file inside/);
    expect(() => assertPaths(['a', 'a'], 'manifest.json')).toThrow(/"a" is listed twice/);
    expect(() => assertPaths(['a', 'b'], 'manifest.json')).not.toThrow();
  });
});
