import { describe, expect, it } from 'vitest';
import { readSha256sums, sha256sums } from '../../src/seal/sha256sums.ts';

const one = '1'.repeat(64);
const two = '2'.repeat(64);
const read = (text: string): Map<string, string> => readSha256sums(Buffer.from(text));

describe('sha256sums', () => {
  it('writes the format of GNU coreutils, sorted: digest, two spaces, path', () => {
    const files = [
      { path: 'tables/b c.csv', sha256: two },
      { path: 'a.pdf', sha256: one },
    ];
    expect(sha256sums(files)).toBe(`${one}  a.pdf\n${two}  tables/b c.csv\n`);
    expect(files[0]?.sha256).toBe(two);
  });
});

describe('readSha256sums', () => {
  it('reads what was written', () => {
    expect(read(`${one}  a.pdf\n${two}  b c.csv\n`)).toEqual(
      new Map([
        ['a.pdf', one],
        ['b c.csv', two],
      ]),
    );
  });

  it.each([
    ['a missing line feed at the end', `${one}  a`],
    ['a half line', `${one}  a\n${one.slice(0, 9)}`],
    ['an empty line', `${one}  a\n\n`],
    ['a carriage return', `${one}  a\r\n`],
    ['the mark of binary mode', `${one} *a\n`],
    ['a digest in capitals', `${'A'.repeat(64)}  a\n`],
    ['a short digest', `${one.slice(1)}  a\n`],
    ['lines out of order', `${one}  b\n${one}  a\n`],
    ['a path twice', `${one}  a\n${one}  a\n`],
    ['a path that leads outside', `${one}  ../a\n`],
    ['an absolute path', `${one}  /a\n`],
    [
      'a byte that is not UTF-8',
      Buffer.concat([Buffer.from(`${one}  `), Buffer.from([0xff, 0x0a])]).toString('latin1'),
    ],
  ])('refuses %s', (_, text) => {
    const bytes = Buffer.from(text, text.includes('\u00ff') ? 'latin1' : 'utf8');
    expect(() => readSha256sums(bytes)).toThrow(
      expect.objectContaining({ code: 'seal/malformed', place: { file: 'SHA256SUMS' } }),
    );
  });
});
