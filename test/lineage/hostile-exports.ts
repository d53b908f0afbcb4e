import fc from 'fast-check';
import { DossierError } from '../../src/core/error.ts';
import { readLineage } from '../../src/lineage/read-lineage.ts';

// What an attacker or a bad disk makes of an export. Whatever it is, reading it ends with facts or a coded error.

/** The code of the error, or `none`. Anything that is no coded error is thrown on. */
export function codeOf(bytes: Uint8Array): string {
  try {
    readLineage([{ path: 'x', bytes }]);
    return 'none';
  } catch (error) {
    if (error instanceof DossierError) return error.code;
    throw error;
  }
}

/** A name with its colon, which is left alone, or a text, number or literal; then objects and lists without others inside. */
const VALUES = [/"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?|null|true|false/g, /\{[^{}]*\}/g, /\[[^[\]]*\]/g];

const odd = fc.oneof(
  fc.constantFrom(
    'null',
    '0',
    '-1',
    '1e400',
    '[]',
    '{}',
    '""',
    '"\\u0000"',
    '[[]]',
    '{"":{}}',
    '"constructor"',
    '"__proto__"',
  ),
  fc.constantFrom(
    '"urn:li:"',
    '"urn:li:dataset:((((((((((((,"',
    '"arn:aws:x:y:z:w"',
    '"a:b:c:d"',
    '9e15',
    '"0000-00-00T00:00:00Z"',
  ),
  fc.json({ maxDepth: 2 }),
);

interface Target {
  text: string;
  values: (readonly [from: number, to: number])[];
}

/** The records of an export: lines, items of an array, or the one document; and where their values lie. */
function targetsIn(text: string): Target[] {
  const lines = text.trim().split('\n');
  const isLines = lines.every((line) => line.startsWith('{'));
  const whole: unknown = isLines ? null : JSON.parse(text);
  const records = Array.isArray(whole) ? whole.map((item) => JSON.stringify(item)) : [JSON.stringify(whole)];
  return (isLines ? lines : records).map((record) => ({
    text: record,
    values: VALUES.flatMap((pattern) => [...record.matchAll(pattern)])
      .filter(([, colon]) => colon === undefined)
      .map(({ 0: value, index }) => [index, index + value.length] as const),
  }));
}

function startOf(values: Target['values'], place: number): number {
  return values[place % values.length]?.[0] ?? 0;
}

function changed({ text, values }: Target, changes: readonly (readonly [number, string])[]): string {
  let result = text;
  for (const [place, value] of [...changes].sort(([a], [b]) => startOf(values, b) - startOf(values, a))) {
    const [from, to] = values[place % values.length] ?? [0, 0];
    result = `${result.slice(0, from)}${value}${result.slice(to)}`;
  }
  return result;
}

/**
 * Reads some records of the export many times, each time with up to three values of one of them exchanged for others,
 * or the text cut off, and counts how many of these could be read.
 */
export function readMutations(text: string, runs = 10_000): { read: number; refused: number } {
  const targets = targetsIn(text);
  const counts = { read: 0, refused: 0 };
  const encoder = new TextEncoder();
  const place = fc.nat(targets.length - 1);
  const changes = fc.array(fc.tuple(fc.nat(999), odd), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(place, place, changes, fc.nat(99), (first, second, edits, cut) => {
      const [one, other] = [targets[first], targets[second]];
      if (one === undefined || other === undefined) return;
      const lines = targets.length === 1 ? changed(one, edits) : `${changed(one, edits)}\n${other.text}\n`;
      const kept = cut < 95 ? lines : lines.slice(0, Math.floor((lines.length * (cut - 94)) / 6));
      counts[codeOf(encoder.encode(kept)) === 'none' ? 'read' : 'refused'] += 1;
    }),
    { seed: 11, numRuns: runs },
  );
  return counts;
}
