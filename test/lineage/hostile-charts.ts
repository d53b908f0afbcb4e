import fc from 'fast-check';
import { DossierError } from '../../src/core/error.ts';
import type { ChartFormat } from '../../src/lineage/chart.ts';

/** The code of the error, or `none`. Anything that is no coded error is thrown on. */
export function codeOfChart(format: ChartFormat, text: string): string {
  try {
    const { nodes, edges } = format.read(text, 'x');
    const ids = new Set(nodes.map(({ id }) => id));
    if (!edges.every(({ from, to }) => ids.has(from) && ids.has(to))) throw new Error('an arrow leads nowhere');
    if (!nodes.every(({ lines }) => lines.length > 0)) throw new Error('a box holds nothing');
    return 'none';
  } catch (error) {
    if (error instanceof DossierError) return error.code;
    throw error;
  }
}

const odd = fc.oneof(
  fc.constantFrom(
    '"',
    "'",
    '<',
    '>',
    '&',
    '&#1;',
    '\\',
    '\n',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '-->',
    '--',
    '->',
    '%%',
    ';',
    '#',
  ),
  fc.constantFrom(
    '<![CDATA[',
    '<!--',
    '<!DOCTYPE',
    ']]>',
    'subgraph ',
    'end',
    '\u0000',
    '\ud800',
    '\u202e',
    '/*',
    '//',
    '|',
    '~~~',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

/** Reads charts with up to four pieces of them cut out, doubled or exchanged; counts how many could be read. */
export function mutatedCharts(
  format: ChartFormat,
  texts: readonly string[],
  runs = 10_000,
): { read: number; refused: number } {
  const counts = { read: 0, refused: 0 };
  const change = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(12),
    fc.oneof(odd, fc.constant('')),
    fc.boolean(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 4 }), (text, changes) => {
      let mutated = text;
      for (const [place, length, put, isDoubled] of changes) {
        const at = Math.floor(place * mutated.length);
        const piece = mutated.slice(at, at + length);
        mutated = `${mutated.slice(0, at)}${isDoubled ? piece + piece : put}${mutated.slice(at + length)}`;
      }
      format.detect(mutated.slice(0, 65_536));
      counts[codeOfChart(format, mutated) === 'none' ? 'read' : 'refused'] += 1;
    }),
    { seed: 13, numRuns: runs },
  );
  return counts;
}
