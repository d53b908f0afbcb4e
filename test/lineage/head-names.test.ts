import { describe, expect, it } from 'vitest';
import { hasAll, hasAny, headNames } from '../../src/lineage/head-names.ts';

const namesIn = (text: string): string[] => [...headNames(text)];

describe('headNames', () => {
  it('gives the names of the first object and of no other', () => {
    expect(namesIn('{"a": {"b": "c"}, "d": ["e", {"f": 1}], "g": "h"}\n{"i": 1}')).toEqual(['a', 'd', 'g']);
    expect(namesIn(' \uFEFF [ {"a": 1}, {"b": 1}]')).toEqual(['a']);
  });

  it('reads a text that is cut off anywhere', () => {
    const text = '{"a": {"x": [1, "y\\"z"]}, "b": 2}';
    for (let length = 0; length <= text.length; length += 1) {
      expect(['', 'a', 'a b']).toContain(namesIn(text.slice(0, length)).join(' '));
    }
    expect(namesIn(text.slice(0, -3))).toEqual(['a', 'b']);
  });

  it('is not misled by quotes, braces and colons inside texts', () => {
    expect(namesIn('{"a": "} \\" {\\"b\\": 1", "c": ": {"}')).toEqual(['a', 'c']);
  });

  it('finds none in what is no object', () => {
    for (const text of ['', '[]', '["a"]', '"a": 1', 'name,age', '{']) expect(namesIn(text)).toEqual([]);
  });

  it('is asked for all or any of them', () => {
    const names = headNames('{"a": 1, "b": 2}');
    expect([hasAll(names, 'a', 'b'), hasAll(names, 'a', 'c'), hasAny(names, 'c', 'b'), hasAny(names, 'c')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
