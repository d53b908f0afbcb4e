import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines, widestPart } from '../../src/render/break-lines.ts';

/** Every character one wide. */
const count = (text: string): number => [...text].length;
const HASH = '0123456789abcdef'.repeat(4);

describe('breakLines', () => {
  it('parts a text at its spaces, of which it keeps one at the end of a line', () => {
    expect(breakLines('one two   three', 7, count)).toEqual(['one two ', 'three']);
  });

  it('keeps a line that is given, and an empty one', () => {
    expect(breakLines('one\n\ntwo', 9, count)).toEqual(['one ', '', 'two']);
    expect(breakLines('', 9, count)).toEqual(['']);
  });

  it('parts a name that is wider than a line behind the marks that join it', () => {
    expect(breakLines('stores/models/model.onnx', 15, count)).toEqual(['stores/models/', 'model.onnx']);
  });

  it('parts no number at its point or exponent, but a name that ends in one', () => {
    expect(widestPart('0.00968 5.05e-4 2,5', count)).toBe(7);
    expect(widestPart('scoring-v1.onnx', count)).toBe('scoring-'.length);
  });

  it('parts a digest into groups of eight digits', () => {
    const lines = breakLines(HASH, 27, count);
    expect(lines.map(count)).toEqual([24, 24, 16]);
    expect(lines.join('')).toBe(HASH);
  });

  it('parts a word without any joint where the line ends', () => {
    expect(breakLines('abcdefg', 3, count)).toEqual(['abc', 'def', 'g']);
  });

  it('leaves an accent with its letter', () => {
    expect(breakLines('e\u0301e\u0301', 2, count)).toEqual(['e\u0301', 'e\u0301']);
  });

  it('does not end a line between a number and its no-break space', () => {
    expect(breakLines('a 2\u00a0380 b', 6, count)).toEqual(['a ', '2\u00a0380 ', 'b']);
  });

  it('loses nothing but spaces and makes no line too wide, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 6, max: 30 }), (text, width) => {
        const lines = breakLines(text, width, count);
        const bare = (value: string): string => value.replace(/[ \n]/g, '');
        expect(bare(lines.join(''))).toBe(bare(text));
        for (const line of lines) {
          const isOneLetter = line.match(/\P{M}\p{M}*|\p{M}+/gu)?.length === 1;
          expect(count(line.trimEnd()) <= width || isOneLetter || line.trim() === '').toBe(true);
        }
      }),
      { seed: 1 },
    );
  });
});

describe('widestPart', () => {
  it('is the longest word, where a joint counts as an end', () => {
    expect(widestPart('the lineage/events.ndjson file', count)).toBe('lineage/'.length);
  });

  it('is one group of a digest, alone or in a sentence', () => {
    expect(widestPart(HASH, count)).toBe(8);
    expect(widestPart(`sha256:${HASH}, 12 rows`, count)).toBe(9);
  });
});
