import { describe, expect, it } from 'vitest';
import { parseCanonical } from '../../src/seal/parse-canonical.ts';

const parse = (content: string | Uint8Array): unknown => parseCanonical(Buffer.from(content), 'a.json');

describe('parseCanonical', () => {
  it('reads a text in canonical form', () => {
    expect(parse('{"a":[1,null,"ä"]}\n')).toEqual({ a: [1, null, 'ä'] });
  });

  it.each([
    ['no line feed', '{"a":1}'],
    ['a carriage return', '{"a":1}\r\n'],
    ['a space', '{"a": 1}\n'],
    ['keys out of order', '{"b":1,"a":2}\n'],
    ['a key twice', '{"a":1,"a":1}\n'],
    ['a number written otherwise', '{"a":1.0}\n'],
    ['minus zero', '{"a":-0}\n'],
    ['an escape that is not needed', '{"a":"\\u0062"}\n'],
    ['a byte order mark', '\ufeff{"a":1}\n'],
    ['a number beyond all doubles', '{"a":1e999}\n'],
    ['half a surrogate pair', '{"a":"\\ud800"}\n'],
    ['no JSON', '{"a":\n'],
    ['nothing', ''],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22, 0x0a])],
    ['a tower of lists', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('refuses %s', (_, content) => {
    expect(() => parse(content)).toThrow(
      expect.objectContaining({ code: 'seal/not-canonical', place: { file: 'a.json' } }),
    );
  });
});
