import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Fact } from '../../src/lineage/fact.ts';
import type { LineageFormat } from '../../src/lineage/format.ts';
import { lineageFormats } from '../../src/lineage/formats/registry.ts';

/** The fixtures of one format, and what the format reads from them. */
export function fixturesOf(format: LineageFormat) {
  const folder = fileURLToPath(new URL(`../fixtures/lineage/${format.meta.id}/`, import.meta.url));
  const text = (name: string): string => readFileSync(`${folder}${name}`, 'utf8');
  return {
    names: readdirSync(folder).sort(),
    text,
    read: (...names: string[]) => format.read(names.map((name) => ({ text: text(name), file: name }))),
    readText: (content: string) => format.read([{ text: content, file: 'x' }]),
  };
}

export function ofKind<K extends Fact['kind']>(facts: readonly Fact[], kind: K): Extract<Fact, { kind: K }>[] {
  return facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}

/** Ids of the formats that claim a text, the surest first. */
export function claims(text: string): string[] {
  return lineageFormats
    .map(({ meta, detect }) => ({ id: meta.id, score: detect(text) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ id }) => id);
}
