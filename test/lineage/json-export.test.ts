import { describe, expect, it } from 'vitest';
import { issueLog } from '../../src/lineage/issue-log.ts';
import { jsonExport, within } from '../../src/lineage/json-export.ts';

describe('within', () => {
  it('cites a part by JSON pointer, with the line where there are several', () => {
    expect(within({ file: 'x', at: 'line 1' }, 'a/b', 0, 'c~d').at).toBe('/a~1b/0/c~0d');
    expect(within({ file: 'x', at: '/3' }, 'a').at).toBe('/3/a');
    expect(within({ file: 'x', at: 'line 7' }, 'a').at).toBe('line 7 /a');
  });
});

describe('jsonExport', () => {
  it('reads objects of all documents and reports what is none', () => {
    const log = issueLog();
    const documents = [
      { file: 'a', text: '[{"n": 1}, 2]' },
      { file: 'b', text: '{"n": 3}\nnot json\n' },
    ];
    expect(jsonExport(documents, 'a thing', log).map(({ value, place }) => [value['n'], place.file, place.at])).toEqual(
      [
        [1, 'a', '/0'],
        [3, 'b', 'line 1'],
      ],
    );
    expect(log.issues().map(({ message }) => message)).toEqual([
      'the record at /1 of a is not a thing',
      'the record at line 2 of b is not JSON',
    ]);
  });

  it('reports members that a record names again, with their place, and reads the last', () => {
    const log = issueLog();
    const documents = [
      { file: 'a', text: '[{"n": 1}, {"n": {"m": 2, "m": 3}}]' },
      { file: 'b', text: '{"n": 3}\n{"n": 4, "x": 0, "n": 5, "x": 1}\n' },
      { file: 'c', text: '{"n": 6,\n "n": 7}' },
    ];
    expect(jsonExport(documents, 'a thing', log).map(({ value }) => value['n'])).toEqual([1, { m: 3 }, 3, 5, 7]);
    expect(log.issues().map(({ code, message, place }) => [code, message, place])).toEqual(
      [
        ['the record at /1 of a states /1/n/m more than once; the last was read', 'a', '/1/n/m'],
        [
          'the record at line 2 of b states line 2 /n more than once, and 1 more of its members; the last was read',
          'b',
          'line 2 /n',
        ],
        ['the record at line 1 of c states /n more than once; the last was read', 'c', '/n'],
      ].map(([message, file, at]) => ['lineage/member-repeated', message, { file, at }]),
    );
  });

  it('refuses an export of which nothing can be read, and takes an empty list for what it is', () => {
    const log = issueLog();
    expect(() => jsonExport([{ file: 'a', text: '1' }], 'a thing', log)).toThrow(
      expect.objectContaining({ code: 'input/lineage-unreadable', place: { file: 'a' } }),
    );
    expect(jsonExport([{ file: 'a', text: '[]' }], 'a thing', log)).toEqual([]);
  });
});
