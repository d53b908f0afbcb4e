import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Words } from '../../src/core/words.ts';
import { assembleAudit } from '../../src/sections/assemble-audit.ts';
import { auditSections } from '../../src/sections/audit/registry.ts';
import { wordsOf } from '../../src/sections/template.ts';
import { auditRecord, auditRecords } from '../fixtures/records/audit-records.ts';
import { auditTemplate } from '../fixtures/records/templates.ts';

const folder = fileURLToPath(new URL('../../src/sections/', import.meta.url));
const recordSha256 = '12'.repeat(32);
const assembled = (record = auditRecord()) =>
  assembleAudit({ record, recordSha256, template: auditTemplate, outputs: ['audit.pdf', 'audit.json'] });

/** Keys that a source file names, itself or through the parts it imports. A key is always written out in full. */
function keysIn(path: string, seen: Set<string> = new Set()): string[] {
  if (seen.has(path) || path.endsWith('registry.ts') || !path.startsWith(folder)) return [];
  seen.add(path);
  const source = readFileSync(path, 'utf8');
  const keys = [...source.matchAll(/'([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)'/g)].map(([, key = '']) => key);
  const imports = [...source.matchAll(/from '(\.\.?\/[^']+)'/g)].map(([, target = '']) =>
    resolve(dirname(path), target),
  );
  return [...keys.filter((key) => !key.endsWith('.ts')), ...imports.flatMap((target) => keysIn(target, seen))];
}

describe('the template of an audit', () => {
  it('has every section, and words for every key that they name and no others', () => {
    const files = readdirSync(`${folder}audit`).filter((file) => file !== 'registry.ts');
    expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual([...auditTemplate.order].sort());
    expect(auditSections.map(({ meta }) => meta.id).sort()).toEqual([...auditTemplate.order].sort());
    const named = [...files.map((file) => `${folder}audit/${file}`), `${folder}assemble-audit.ts`].flatMap((file) =>
      keysIn(file),
    );
    const wanted = new Set([...named, ...auditTemplate.order.map((id) => `${id}.title`)]);
    expect(Object.keys(auditTemplate.words).sort()).toEqual([...wanted].sort());
  });

  it('says every one of its words in some audit', () => {
    const said = new Set<string>();
    const words = wordsOf(auditTemplate);
    const listening: Words = (key, values) => {
      said.add(key);
      return words(key, values);
    };
    for (const record of Object.values(auditRecords)) {
      for (const section of auditSections)
        section.write({ record, recordSha256, outputs: ['audit.pdf'], words: listening });
    }
    const silent = Object.keys(auditTemplate.words).filter((key) => !said.has(key));
    expect(silent.filter((key) => !key.startsWith('document.') && !key.match(/^audit-[a-z-]+\.title$/))).toEqual([]);
  });
});

describe('assembleAudit', () => {
  it.each(Object.entries(auditRecords))('makes a document of %s, in which every table is whole', (_, record) => {
    const { sections } = assembled(record);
    expect(sections.map(({ id }) => id)).toEqual(auditTemplate.order);
    const ids: string[] = [];
    for (const block of sections.flatMap(({ blocks }) => blocks)) {
      if (block.kind !== 'table') continue;
      ids.push(block.id);
      for (const row of block.rows) expect(row, block.id).toHaveLength(block.columns.length);
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(JSON.stringify(sections)).not.toMatch(/undefined|NaN|\[object/);
  });

  it('rests on the record by its digest, and names the audit', () => {
    const { findingsSha256, subject, createdAt } = assembled();
    expect([findingsSha256, subject, createdAt]).toEqual([
      recordSha256,
      `audit ${auditRecord().auditId}`,
      '2025-07-01T00:00:00.000Z',
    ]);
  });

  it('puts the gravest finding first, and the number of decisions beside every one', () => {
    const table = assembled()
      .sections.flatMap(({ blocks }) => blocks)
      .find((block) => block.kind === 'table' && block.id === 'audit-verdicts');
    const rows = table?.kind === 'table' ? table.rows : [];
    const gravity = ['flagged', 'practical only', 'statistical only', 'inconclusive', 'not flagged'];
    const places = rows.map((row) => gravity.findIndex((word) => row[4]?.toLowerCase().startsWith(word)));
    expect(rows.length).toBeGreaterThan(2);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(rows.every((row) => /^\d/.test(row[1] ?? ''))).toBe(true);
  });

  it('draws the line of the profile beside the ratios, and shows a gap where a part is missing', () => {
    const blocks = assembled(auditRecords['nothing beside']!).sections.flatMap((section) => section.blocks);
    const charts = blocks.filter((block) => block.kind === 'chart');
    expect(
      charts.some(
        ({ chart }) => chart.type === 'intervals' && chart.lines?.some(({ value }) => value === 0.8) === true,
      ),
    ).toBe(true);
    expect(
      blocks.filter((block) => block.kind === 'callout' && block.text.includes('it was not asked for')),
    ).toHaveLength(3);
  });
});
