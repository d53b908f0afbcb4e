import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/render/clean-text.ts';

const ascii = (codePoint: number): boolean => codePoint < 127;

describe('cleanText', () => {
  it('shows a character that the font lacks by its number', () => {
    expect(cleanText('東 and 🧾', ascii)).toBe('[U+6771] and [U+1F9FE]');
  });

  it('shows half a surrogate pair by its number', () => {
    expect(cleanText('a\ud83d', ascii)).toBe('a[U+D83D]');
  });

  it('takes away control characters and marks that turn the direction of text', () => {
    expect(cleanText('a\u0000b\u0007c\u202ed\u200be\ufefff\u001b[31mg', ascii)).toBe('abcdef[31mg');
  });

  it('unifies line ends and writes a tab as a space', () => {
    expect(cleanText('a\r\nb\rc\u2028d\te', ascii)).toBe('a\nb\nc\nd e');
  });

  it('leaves nothing that the font lacks, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(cleanText(text, ascii)).toMatch(/^[\n\x20-\x7e]*$/);
      }),
      { seed: 2 },
    );
  });
});
