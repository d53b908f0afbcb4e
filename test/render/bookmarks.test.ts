import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/core/block.ts';
import { dictionaries, stringOf } from './pdf-reader.ts';
import { renderBlocks } from './render-blocks.ts';

const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });

describe('the outline', () => {
  it('lists headings by level and is open at its first', async () => {
    const pdf = await renderBlocks([
      heading(1, 'One'),
      heading(2, 'One, first'),
      heading(3, 'deep'),
      heading(2, 'One, second'),
      heading(1, 'Zwei – Übersicht 東'),
    ]);
    const titled = dictionaries(pdf, /\/Title \(/);
    expect(titled.map((entry) => [stringOf(entry, 'Title'), /\/Count (-?\d+)/.exec(entry)?.[1]])).toEqual(
      expect.arrayContaining([
        ['One', '-2'],
        ['One, first', '-1'],
        ['deep', undefined],
        ['One, second', undefined],
        ['Zwei – Übersicht [U+6771]', undefined],
      ]),
    );
    expect(titled).toHaveLength(5);
    const roots = dictionaries(pdf, /\/Count 2\n/).filter((entry) => entry.includes('/First'));
    expect(roots).toHaveLength(1);
  });

  it('puts a heading whose parent is missing below the nearest one above it', async () => {
    const pdf = await renderBlocks([heading(1, 'One'), heading(3, 'deep')]);
    const [one = ''] = dictionaries(pdf, /\/Title \(One\)/);
    expect(one).toContain('/Count -1');
  });

  it('leads to the height of the heading at the left edge', async () => {
    const pdf = await renderBlocks([heading(1, 'One')]);
    const [one = ''] = dictionaries(pdf, /\/Title \(One\)/);
    expect(one).toMatch(/\/Dest \[\d+ 0 R \/XYZ 0 [\d.]+ 0\]/);
  });
});
