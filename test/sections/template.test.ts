import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { parseTemplate, wordsOf } from '../../src/sections/template.ts';

const parts = {
  name: 'short',
  template: { attachRecords: true, language: 'en', title: 'Dossier', order: ['cover'] },
  words: { 'cover.title': 'About {what}' },
  theme: {},
};

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof DossierError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'nothing thrown';
}

describe('parseTemplate', () => {
  it('puts the parts together', () => {
    expect(parseTemplate(parts)).toEqual({ name: 'short', ...parts.template, words: parts.words, theme: {} });
  });

  it('names every fault at once', () => {
    const template = { language: 'english', title: '', order: ['a', 'a'], logic: true };
    const message = codeOf(() => parseTemplate({ ...parts, template, words: { a: 1 } }));
    expect(message).toMatch(/^output\/template-invalid: /);
    for (const fault of ['template.language', 'template.title', 'listed twice', 'logic', 'words.a']) {
      expect(message).toContain(fault);
    }
  });

  it.each([null, 7, [], 'text'])('refuses %j in place of a part', (part) => {
    expect(codeOf(() => parseTemplate({ ...parts, template: part }))).toMatch('output/template-invalid');
    expect(codeOf(() => parseTemplate({ ...parts, words: part }))).toMatch('output/template-invalid');
    expect(codeOf(() => parseTemplate({ ...parts, theme: part }))).toMatch('output/template-invalid');
  });
});

describe('wordsOf', () => {
  const words = wordsOf({ name: 'short', words: { one: '{a} and {b}, {a}', plain: 'no value' } });

  it('puts values in their places, as often as they are wanted', () => {
    expect(words('one', { a: 1, b: 'x' })).toBe('1 and x, 1');
    expect(words('plain')).toBe('no value');
  });

  it('does not read placeholders in a value', () => {
    expect(words('one', { a: '{b}', b: '$&' })).toBe('{b} and $&, {b}');
  });

  it('names the key that a template lacks', () => {
    expect(codeOf(() => words('two'))).toBe('output/words-missing: template "short" has no words for "two"');
    expect(codeOf(() => words('toString'))).toMatch('output/words-missing');
  });

  it('names the value that a sentence wants', () => {
    expect(codeOf(() => words('one', { a: 1 }))).toMatch('wants {b} in "one"');
  });
});
