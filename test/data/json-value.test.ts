import { describe, expect, it } from 'vitest';
import { listAt, member, objectAt, textAt } from '../../src/data/json-value.ts';

describe('members of a JSON value', () => {
  it('are its own, never those of the object prototype', () => {
    expect(member(JSON.parse('{"__proto__":1}'), '__proto__')).toBe(1);
    expect([member({}, 'constructor'), member('text', 'length'), member([1], '0')]).toEqual(Array(3).fill(undefined));
  });

  it('are null or none where they are of another kind', () => {
    expect(objectAt({ a: { b: 1 } }, 'a')).toEqual({ b: 1 });
    expect([objectAt({ a: [] }, 'a'), objectAt(null, 'a')]).toEqual([null, null]);
    expect([textAt({ a: 'x' }, 'a'), textAt({ a: 7 }, 'a'), textAt({ a: ' ' }, 'a'), textAt({ a: true }, 'a')]).toEqual(
      ['x', '7', null, null],
    );
    expect([listAt({ a: [1] }, 'a'), listAt({ a: {} }, 'a')]).toEqual([[1], []]);
  });
});
