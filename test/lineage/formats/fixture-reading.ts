import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { DossierError } from '../../../src/core/error.ts';
import type { Fact } from '../../../src/lineage/fact.ts';
import type { LineageFormat, LineageReading } from '../../../src/lineage/format.ts';
import { lineageFormats } from '../../../src/lineage/formats/registry.ts';
import { foldGraph } from '../../../src/lineage/graph.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/lineage/', import.meta.url));
const samples = fileURLToPath(new URL('../../../../shared/samples/lineage/', import.meta.url));

export const textOf = (format: LineageFormat, name: string): string =>
  readFileSync(`${fixtures}${format.meta.id}/${name}`, 'utf8');

/** Fixtures of a format, read together as one export. */
export function readFixtures(format: LineageFormat, ...names: string[]): LineageReading {
  return format.read(names.map((name) => ({ text: textOf(format, name), file: name })));
}

export function ofKind<K extends Fact['kind']>(facts: readonly Fact[], kind: K): Extract<Fact, { kind: K }>[] {
  return facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}

/** Ids of the formats that are sure of a text, the surest first. */
export function claims(text: string): string[] {
  return lineageFormats
    .map(({ meta, detect }) => ({ id: meta.id, score: detect(text) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ id }) => id);
}

const PART = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null|\{\}|\[\]|[[{]/g;

/**
 * Reads a fixture ten thousand times with parts of it replaced, doubled or cut, and folds a twentieth of what was read;
 * anything but a coded error escapes.
 * @returns how many could be read
 */
export function readMutated(format: LineageFormat, name: string): number {
  const text = JSON.stringify(JSON.parse(textOf(format, name)));
  const parts = [...text.matchAll(PART)];
  let readings = 0;
  const read = (mutated: string): void => {
    format.detect(mutated);
    try {
      const { facts } = format.read([{ text: mutated, file: 'x' }]);
      readings += 1;
      if (readings % 20 === 0) foldGraph(facts, '9999');
    } catch (error) {
      if (!(error instanceof DossierError)) throw error;
    }
  };
  const value = fc.oneof(
    fc.constantFrom('null', '{}', '[]', '""', '"__proto__"', '-1', '1e999', '[[[[]]]]', '"\\u0000"', '"x":1,"x"', ','),
    fc.json({ maxDepth: 2 }),
    fc.string({ maxLength: 5 }),
  );
  const change = fc.record({ at: fc.nat(parts.length - 1), by: value });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.boolean(), (changes, isCut) => {
      let mutated = text;
      for (const { at, by } of [...changes].sort((a, b) => b.at - a.at)) {
        const { 0: part = '', index = 0 } = parts[at] ?? {};
        mutated = `${mutated.slice(0, index)}${by}${mutated.slice(index + part.length)}`;
      }
      read(isCut ? mutated.slice(0, parts[changes[0]?.at ?? 0]?.index) : mutated);
    }),
    { seed: 7, numRuns: 10_000 },
  );
  return readings;
}

/** Documents of a folder of real exports, which are not part of the project. Null where they are not at hand. */
export function sampleDocuments(folder: string): { text: string; file: string }[] | null {
  const root = `${samples}${folder}`;
  if (!existsSync(root)) return null;
  const below = (path: string): string[] =>
    statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => below(`${path}/${name}`)) : [path];
  return below(root)
    .sort()
    .map((path) => ({ text: readFileSync(path, 'utf8'), file: path.slice(root.length) }));
}
