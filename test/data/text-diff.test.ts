import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textDiff } from '../../src/data/text-diff.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

/** The text after a diff whose hunks hold all of it. */
function applied(before: string, lines: readonly string[]): string {
  const old = before.split('\n');
  const made: string[] = [];
  let at = 0;
  for (const line of lines) {
    const [, start, length] = /^@@ -(\d+),(\d+)/.exec(line) ?? [];
    if (start !== undefined) {
      const from = Number(length) === 0 ? Number(start) : Number(start) - 1;
      made.push(...old.slice(at, from));
      at = from;
    } else if (line.startsWith('\\')) continue;
    else if (line.startsWith('+')) made.push(line.slice(1));
    else {
      expect(old[at]).toBe(line.slice(1));
      if (line.startsWith(' ')) made.push(line.slice(1));
      at += 1;
    }
  }
  return [...made, ...old.slice(at)].join('\n');
}

describe('the difference of two texts', () => {
  it('makes the one of the other, and counts lines', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = textDiff(before, after, 1000);
        expect(diff).not.toBeNull();
        expect(applied(before, diff?.lines ?? [])).toBe(after);
        const signs = (sign: string) => diff?.lines.filter((line) => line.startsWith(sign)).length;
        expect([diff?.added, diff?.removed]).toEqual([signs('+'), signs('-')]);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('is nothing between equal texts', () => {
    expect(textDiff('a\nb\n', 'a\nb\n', 10)).toEqual({ added: 0, removed: 0, lines: [], isCut: false });
  });

  it('tells a missing end of line from a present one', () => {
    expect(textDiff('a\n', 'a', 10)?.lines).toContain('\\ No newline at end of file');
  });

  it('is cut where it is longer than asked for, and says so', () => {
    const long = Array.from({ length: 300 }, (_, at) => `${at}\n`).join('');
    expect(textDiff('', long, 10)).toMatchObject({ added: 300, isCut: true });
    expect(textDiff('', long, 10)?.lines).toHaveLength(10);
  });

  it('keeps the beginning of a long line, and says that it is cut', () => {
    const diff = textDiff('x'.repeat(900_000), `${'y'.repeat(899_999)}\u{1F600}`, 10);
    expect(diff?.isCut).toBe(true);
    expect(Math.max(...(diff?.lines.map(({ length }) => length) ?? []))).toBeLessThan(1100);
    expect(diff?.lines[1]).toMatch(/^-x{999} \.\.\. 899001 more characters$/);
  });

  it('is not searched for in texts that are too large or too far apart', () => {
    expect(textDiff('', 'x'.repeat(2 ** 20 + 1), 10)).toBeNull();
    const other = (sign: string): string => Array.from({ length: 4000 }, (_, at) => `${sign}${at}\n`).join('');
    expect(textDiff(other('a'), other('b'), 10)).toBeNull();
  });
});
