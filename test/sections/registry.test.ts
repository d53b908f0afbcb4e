import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sections } from '../../src/sections/registry.ts';
import { templates } from '../fixtures/records/templates.ts';

const folder = fileURLToPath(new URL('../../src/sections/', import.meta.url));
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .filter((file) => readFileSync(join(folder, file), 'utf8').includes('defineSection({'));

describe('the registry of sections', () => {
  it('lists every file that defines a section, in the order of their ids', () => {
    expect(sections.map(({ meta }) => meta.id)).toEqual(files.map((file) => file.replace(/\.ts$/, '')).sort());
  });

  it('asks a question in every section', () => {
    for (const { meta } of sections) expect(meta.answers).toMatch(/^[A-Z].*\?$/);
  });

  it('holds no section that no template uses', () => {
    const used = new Set(templates.flatMap(({ order }) => order));
    expect(sections.map(({ meta }) => meta.id).filter((id) => !used.has(id))).toEqual([]);
  });
});
