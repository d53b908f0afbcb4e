import { describe, expect, it } from 'vitest';
import type { TableBlock } from '../../../src/core/block.ts';
import { codeDifferences } from '../../../src/sections/parts/code-differences.ts';
import { difference } from '../../fixtures/records/evidence.ts';

const words = (key: string, values: object = {}): string => `${key} ${Object.values(values).join(' ')}`.trim();

/** The printed lines of one diff. */
function printed(diff: string[]): unknown[] {
  const file = { path: 'a.py', status: 'modified', isNamed: true, added: 1, removed: 1 } as const;
  const files = [{ ...file, diff, isCut: false, withoutDiff: null }];
  const blocks = codeDifferences(words, [difference('features', { files, filesInAll: 1 })]);
  return (blocks.at(-1) as TableBlock).rows.map(([line]) => line);
}

describe('a printed difference', () => {
  it('shows signs that cannot be seen, which may be all the difference that there is', () => {
    expect(printed(['-a\r', '+a', '+b\u202e\u2066c', '+\u200bd', '+e\u2028f'])).toEqual([
      '-a[U+000D]',
      '+a',
      '+b[U+202E][U+2066]c',
      '+[U+200B]d',
      '+e[U+2028]f',
    ]);
  });

  it('keeps the indent of code', () => {
    expect(printed(['+\tif x:', '-    y'])).toEqual(['+\u00a0\u00a0\u00a0\u00a0if x:', '-\u00a0\u00a0\u00a0\u00a0y']);
  });

  it('names both files where the runs name two', () => {
    const scoredBy = { job: { namespace: 'x', name: 'y' }, commit: 'd'.repeat(40), path: 'serving.py' };
    const [lead] = codeDifferences(words, [difference('features', { isSameText: null, scoredBy })]);
    expect(lead).toMatchObject({ kind: 'paragraph' });
    expect(JSON.stringify(lead)).toMatch(/code-difference\.other-files [^ ]+ serving\.py/);
  });
});
