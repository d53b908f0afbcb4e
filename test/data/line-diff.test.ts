import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from '../../src/data/line-diff.ts';
import { temporaryFolder } from '../_support/temporary.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

/** Makes the second text of the first and the hunks. */
function patched(one: string, lines: readonly string[]): string {
  const before = one.split('\n').slice(0, -1);
  const after: string[] = [];
  let at = 0;
  for (const line of lines) {
    const head = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (head !== null) {
      const from = head[2] === '0' ? Number(head[1]) : Number(head[1]) - 1;
      after.push(...before.slice(at, from));
      at = from;
    } else if (line[0] === '+') after.push(line.slice(1));
    else {
      expect(before[at]).toBe(line.slice(1));
      if (line[0] === ' ') after.push(line.slice(1));
      at += 1;
    }
  }
  return [...after, ...before.slice(at)].map((line) => `${line}\n`).join('');
}

describe('lineDiff', () => {
  it('leads from one text to the other, by the shortest way', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { lines, added, removed, isCut } = lineDiff(one, other, 1000);
        expect(isCut).toBe(false);
        expect(patched(one, lines)).toBe(other);
        expect(added + removed).toBe(distance(one, other));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('says what diff -u says', () => {
    const one = Array.from({ length: 40 }, (_, line) => `line ${line}\n`);
    const other = one.toSpliced(3, 1, 'changed\n').toSpliced(20, 0, 'new\n', 'too\n').toSpliced(38, 1);
    const folder = temporaryFolder();
    for (const [name, lines] of [
      ['one', one],
      ['other', other],
    ] as const)
      writeFileSync(join(folder, name), lines.join(''));
    let said = '';
    try {
      execFileSync('diff', ['-u', join(folder, 'one'), join(folder, 'other')]);
    } catch (error) {
      said = String((error as { stdout: Buffer }).stdout);
    }
    expect(lineDiff(one.join(''), other.join(''), 100).lines).toEqual(said.trimEnd().split('\n').slice(2));
  });

  it('is empty for equal texts, whatever ends their lines', () => {
    expect(lineDiff('a\nb\n', 'a\r\nb', 10)).toEqual({ added: 0, removed: 0, lines: [], isCut: false });
  });

  it('is cut at the number of lines that is asked for, and given up where nothing is alike', () => {
    const many = (word: string): string => Array.from({ length: 3000 }, (_, line) => `${word} ${line}\n`).join('');
    expect(lineDiff('', 'a\nb\nc\n', 2)).toEqual({
      added: 3,
      removed: 0,
      lines: ['@@ -0,0 +1,3 @@', '+a'],
      isCut: true,
    });
    expect(lineDiff(many('a'), many('b'), 10)).toEqual({ added: 3000, removed: 3000, lines: [], isCut: true });
  });
});

/** Lines that must go or come: both lengths less twice the longest common subsequence. */
function distance(one: string, other: string): number {
  const [a, b] = [one.split('\n').slice(0, -1), other.split('\n').slice(0, -1)];
  let row = Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const next = [0];
    for (const [index, candidate] of b.entries()) {
      next.push(line === candidate ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    }
    row = next;
  }
  return a.length + b.length - 2 * (row.at(-1) ?? 0);
}
