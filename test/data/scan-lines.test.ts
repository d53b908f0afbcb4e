import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/core/sha256.ts';
import { scanLines } from '../../src/data/scan-lines.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('scanning lines', () => {
  it('finds every filled line by its place and number, whatever stands between', async () => {
    const line = fc.constantFrom('', ' ', '\t\r', '{"a":1}', ' x', 'é 名\r', 'x'.repeat(3000));
    const folder = await temporaryFolder();
    const { writeFile } = await import('node:fs/promises');
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.boolean(), async (lines, ends) => {
        const text = lines.join('\n') + (ends ? '\n' : '');
        const file = join(folder, sha256Hex(text));
        await writeFile(file, text);
        const { starts, numbers, bytes } = await scanLines(file);
        const whole = Buffer.from(text);
        const expected = text.split('\n').flatMap((each, at) => (each.trim() === '' ? [] : [at]));
        expect([...numbers]).toEqual(expected);
        expect(bytes).toBe(whole.length);
        for (const [at, start] of starts.entries()) {
          const own = Buffer.from(text.split('\n')[numbers[at] ?? -1] ?? '');
          expect(whole.subarray(start, start + own.length).equals(own)).toBe(true);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('finds lines that lie across the pieces in which a file is read', async () => {
    const long = 'x'.repeat(3 * 2 ** 20);
    const folder = await temporaryFolder({ f: `${long}\n${' '.repeat(2 ** 22)}\n${long}\n` });
    const { starts, numbers } = await scanLines(join(folder, 'f'));
    expect([...numbers]).toEqual([0, 2]);
    expect([...starts]).toEqual([0, 3 * 2 ** 20 + 1 + 2 ** 22 + 1]);
  });

  it('finds more lines than it first has room for, and none in an empty file', async () => {
    const folder = await temporaryFolder({ many: 'x\n'.repeat(5000), none: '' });
    expect((await scanLines(join(folder, 'many'))).starts.at(-1)).toBe(9998);
    expect((await scanLines(join(folder, 'none'))).starts.length).toBe(0);
  });

  it('stops when it is told to', async () => {
    const folder = await temporaryFolder({ f: 'x\n' });
    await expect(scanLines(join(folder, 'f'), AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});
