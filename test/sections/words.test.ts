import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Words } from '../../src/core/words.ts';
import { sections } from '../../src/sections/registry.ts';
import { wordsOf } from '../../src/sections/template.ts';
import { projectFolder } from '../_support/places.ts';
import { templates } from '../fixtures/records/templates.ts';
import { variants } from '../fixtures/records/variants.ts';

const folder = fileURLToPath(new URL('../../src/sections/', import.meta.url));

/** Keys that a source file names, itself or through the parts it imports. A key is always written out in full. */
function keysIn(path: string, seen: Set<string> = new Set()): string[] {
  if (seen.has(path) || path.endsWith('registry.ts')) return [];
  seen.add(path);
  const source = readFileSync(path, 'utf8');
  const keys = [...source.matchAll(/'([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)'/g)].map(([, key = '']) => key);
  const imports = [...source.matchAll(/from '(\.\/[^']+)'/g)].map(([, target = '']) => resolve(dirname(path), target));
  return [...keys.filter((key) => !key.endsWith('.ts')), ...imports.flatMap((target) => keysIn(target, seen))];
}

function wantedBy(order: readonly string[]): string[] {
  const files = [...order.map((id) => resolve(folder, `${id}.ts`)), resolve(folder, 'assemble-document.ts')];
  return [...new Set([...files.flatMap((file) => keysIn(file)), ...order.map((id) => `${id}.title`)])].sort();
}

describe.each(templates)('template $name', (template) => {
  it('has words for every key that its sections name, and no others', () => {
    expect(Object.keys(template.words).sort()).toEqual(wantedBy(template.order));
  });

  it('says every one of its words in some dossier', () => {
    const said = new Set<string>();
    const words = wordsOf(template);
    const listening: Words = (key, values) => {
      said.add(key);
      return words(key, values);
    };
    const document = { template: template.name, findingsSha256: 'ab'.repeat(32), outputs: ['dossier.pdf'] };
    for (const records of Object.values(variants)) {
      for (const id of template.order) {
        sections.find(({ meta }) => meta.id === id)?.write({ ...records, document, words: listening });
      }
    }
    const silent = Object.keys(template.words).filter((key) => !said.has(key));
    expect(
      silent.filter((key) => !key.startsWith('document.') && !template.order.includes(key.replace('.title', ''))),
    ).toEqual([]);
  });

  it('describes and does not judge', () => {
    const found = Object.entries(template.words).filter(([, sentence]) => JUDGEMENT.test(sentence));
    expect(found).toEqual([]);
  });

  it('writes short sentences', () => {
    const long = Object.entries(template.words).flatMap(([key, text]) =>
      text
        .split(/(?<=[.:;?])\s/)
        .filter((sentence) => sentence.split(' ').length > 40)
        .map((sentence) => `${key}: ${sentence}`),
    );
    expect(long).toEqual([]);
  });
});

const JUDGEMENT =
  /\b(un)?fair(ly|ness)?\b|\b(non-?)?complian(t|ce)\b|discriminat|guarantee|\bprov(e|es|ed|en|ing)\b|\bproof\b|\bbias(ed)?\b|\b(un|il)lawful(ly)?\b|\billegal|\bviolat|\bclearly\b|\bobviously\b|\bcertainly\b/i;

describe('the words linter', () => {
  it.each([
    'This was unfair.',
    'The bank was non-compliant.',
    'The model discriminates.',
    'We guarantee this.',
    'This proves it.',
    'It is proof of that.',
    'The model is biased.',
    'The decision was unlawful.',
    'That is illegal.',
    'It violates the rule.',
    'Clearly so.',
  ])('catches "%s"', (sentence) => {
    expect(JUDGEMENT.test(sentence)).toBe(true);
  });

  it('finds no judgement in what the sample dossier says, records and all', () => {
    const said = readFileSync(join(projectFolder, 'test/fixtures/golden/boston-mortgage/document.json'), 'utf8');
    const texts = textsOf(JSON.parse(said));
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter((text) => JUDGEMENT.test(text))).toEqual([]);
  });
});

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
