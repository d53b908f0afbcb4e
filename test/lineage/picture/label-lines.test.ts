import fc from 'fast-check';
import { expect, it } from 'vitest';
import { labelLines, textWidth } from '../../../src/lineage/picture/label-lines.ts';

it('breaks after slashes, underscores and spaces, and inside a word only where it must', () => {
  expect(labelLines('curated/area_1/table.parquet', 10, 100, 9)).toEqual(['curated/area_1/', 'table.parquet']);
  expect(labelLines('aaaaaaaaaaaaaaaaaaaa', 10, 60, 9)).toEqual(['aaaaaaaaaa', 'aaaaaaaaaa']);
  expect(labelLines('', 10, 60, 9)).toEqual([]);
});

it('makes no line wider than the room, and says where it cut', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => {
      for (const line of labelLines(text, 10, 80, 99)) expect(textWidth(line, 10)).toBeLessThanOrEqual(80);
    }),
    { seed: 4 },
  );
  const cut = labelLines('x'.repeat(100), 10, 60, 2);
  expect([cut.length, cut[1]?.endsWith('…')]).toEqual([2, true]);
});
