import { expect, it } from 'vitest';
import { xmlPieces } from '../../../src/lineage/chart-text/xml.ts';

const fail = (because: string, position: number): Error => new Error(`${position}: ${because}`);
const read = (text: string) => [...xmlPieces(text, fail)];

it('gives elements, attributes and texts in their order', () => {
  expect(read('<?xml?><a x="1" y=\'&lt;\'>t&amp;<!-- <no> --><b/><![CDATA[<&]]></a>')).toEqual([
    {
      kind: 'open',
      name: 'a',
      attributes: new Map([
        ['x', '1'],
        ['y', '<'],
      ]),
    },
    { kind: 'text', text: 't&' },
    { kind: 'open', name: 'b', attributes: new Map() },
    { kind: 'close', name: 'b' },
    { kind: 'text', text: '<&' },
    { kind: 'close', name: 'a' },
  ]);
});

it.each(['<a>', '</a>', '<a></b>', '<a x=1/>', '<a', '< a/>', '<!DOCTYPE a>', '<!-- x', `${'<a>'.repeat(101)}`])(
  'refuses %s',
  (text) => {
    expect(() => read(text)).toThrow(/^\d+: /);
  },
);

it('takes time in proportion to the text', () => {
  expect(read(`<a>${'<b x="'.repeat(1)}${'y'.repeat(1_000_000)}"/></a>`)).toHaveLength(4);
  expect(() => read(`<a ${'x '.repeat(200_000)}>`)).toThrow('is not written as XML');
});
