import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownText, xmlText } from '../../src/lineage/shown-text.ts';

it('shows by number what acts on a screen, and leaves letters and signs alone', () => {
  expect(shownText('a\u202eb\nc\u0000\u200bd\ud800\ufffe')).toBe(
    'a\\u{202e}b\\u{a}c\\u{0}\\u{200b}d\\u{d800}\\u{fffe}',
  );
  expect(shownText('é漢🎉 "x" <y>')).toBe('é漢🎉 "x" <y>');
});

it('leaves XML no character that means something, and none that it may not hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(xmlText(text)).not.toMatch(/[<>"']|&(?!#\d+;)|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
    }),
    { seed: 3 },
  );
});
