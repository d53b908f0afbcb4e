import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/core/block.ts';
import type { Document } from '../../src/core/document.ts';
import { readable } from '../../src/core/format.ts';
import { assembleDocument } from '../../src/sections/assemble-document.ts';
import { sections } from '../../src/sections/registry.ts';
import type { Template } from '../../src/sections/template.ts';
import { textsOf } from '../fixtures/records/block-texts.ts';
import { templateNamed, templates } from '../fixtures/records/templates.ts';
import { type Records, variants } from '../fixtures/records/variants.ts';

const findingsSha256 = 'cd'.repeat(32);
const outputs = ['dossier.pdf', 'evidence.json'];

function assemble(records: Records, template: Template): Document {
  return assembleDocument({ ...records, findingsSha256, template, outputs });
}

/** Every variant in every template, and every section alone in a template that has it. */
const cases = templates.flatMap((template) =>
  Object.entries(variants).map(([variant, records]) => ({ name: template.name, variant, records, template })),
);

describe.each(cases)('$name, $variant', ({ records, template }) => {
  const document = assemble(records, template);
  const blocks: Block[] = document.sections.flatMap((section) => section.blocks);

  it('has every section of the template, none of them empty', () => {
    expect(document.sections.map(({ id }) => id)).toEqual(template.order);
    for (const section of document.sections) expect(section.blocks.length).toBeGreaterThan(1);
  });

  it('leaves no hole: no text is empty, undefined or unfilled', () => {
    for (const text of blocks.flatMap(textsOf)) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/undefined|\bNaN\b|\bnull\b|\[object|Infinity|[{}]/);
    }
  });

  it('has as many cells in every row as columns, and a different id for every table', () => {
    const tables = blocks.filter((block) => block.kind === 'table');
    for (const { columns, rows } of tables) {
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
    const ids = tables.map(({ id }) => id);
    expect([...new Set(ids)]).toEqual(ids);
  });

  it('prints no number with more than six significant digits', () => {
    const ids =
      /\b[0-9a-f]{8}(?: [0-9a-f]{8})+\b|\b[0-9a-f]{40}\b|[0-9a-f]{8}-[0-9a-f-]+|\d{4}-\d\d-\d\dT[\d:.]+Z|\d+\.\d+\.\d+|[A-Z]+-\d+/g;
    for (const text of blocks.flatMap(textsOf)) {
      for (const [number] of text.replace(ids, '').matchAll(/\d+(?:\.\d+)?/g)) {
        expect(number.replace('.', '').replace(/^0+/, '').length, text).toBeLessThanOrEqual(6);
      }
    }
  });

  it('is the same twice, and is JSON', () => {
    expect(assemble(records, template)).toEqual(document);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});

describe('assembleDocument', () => {
  const whole = variants['whole'] as Records;
  const regulator = templateNamed('regulator');

  it('takes no time but that of the evidence', () => {
    const document = assemble(whole, regulator);
    expect(document.createdAt).toBe(whole.evidence.asOf);
    expect(document.subject).toBe('BM-001037');
    expect(document.footer).toContain('4 Aug 2025, 18:00 UTC');
  });

  it('begins every section with its title', () => {
    for (const { title, blocks } of assemble(whole, regulator).sections) {
      expect(blocks[0]).toEqual({ kind: 'heading', level: 1, text: title });
      expect(blocks.filter((block) => block.kind === 'heading' && block.level === 1)).toHaveLength(1);
    }
  });

  it('refuses a section that does not exist', () => {
    const template = { ...regulator, order: ['horoscope'], words: { ...regulator.words, 'horoscope.title': 'Stars' } };
    expect(() => assemble(whole, template)).toThrow(expect.objectContaining({ code: 'output/section-unknown' }));
  });

  it('refuses a template that lacks words', () => {
    const { 'cover.lead': _, ...words } = regulator.words;
    expect(() => assemble(whole, { ...regulator, words })).toThrow(
      expect.objectContaining({ code: 'output/words-missing' }),
    );
  });

  it('changes nothing in the records', () => {
    const before = JSON.stringify(whole);
    for (const template of templates) assemble(whole, template);
    expect(JSON.stringify(whole)).toBe(before);
  });

  it('holds no prose of its own: with keys for words, what is left is in the records', () => {
    const document = { template: 'x', findingsSha256, outputs: [] };
    const said = sections
      .flatMap(({ write }) => write({ ...whole, document, words: (key) => `<${key}>` }))
      .flatMap(textsOf)
      .flatMap((text) => text.split(/<[^>]*>|(?<=[.;])\s|[.]$/))
      .map((text) => text.replace(/^[:;,. ]+|[. ]+$/g, '').toLowerCase());
    const recorded = readable(JSON.stringify(whole)).toLowerCase();
    const prose = said.filter((text) => /[a-z]{3,} [a-z]{2,} [a-z]{3,}/.test(text) && !recorded.includes(text));
    expect(prose.filter((text) => !/^[0-9a-f ]+$/.test(text))).toEqual([]);
  });
});
