import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../src/core/history.ts';
import { appendHistory, openHistory, withHistoryLock } from '../../src/pipeline/history-file.ts';
import { canonicalJson } from '../../src/seal/canonical-json.ts';
import { nextLine, readHistory } from '../../src/seal/history.ts';
import { temporaryFolder } from '../_support/temporary.ts';

const AT = '2025-03-31T20:00:00.000Z';
const entry: Omit<HistoryEntry, 'schema' | 'sequence' | 'previousSha256'> = {
  ...{ auditId: 'a', system: 'loans', asOf: AT, from: AT, to: AT, used: 3, profile: 'p', confidence: 0.95 },
  ...{
    favourable: 'yes',
    attributes: [{ name: 'race', reference: 'w', groups: [{ group: 'w', x: 1, n: 2, verdict: null }] }],
  },
};
const first = nextLine(readHistory('', 'h'), entry);

function file(bytes: string | Uint8Array = ''): string {
  const path = join(temporaryFolder(), 'history.ndjson');
  if (bytes !== '') writeFileSync(path, bytes);
  return path;
}

describe('the file of a history', () => {
  it('is an empty history before it is there, and grows line by line', async () => {
    const path = file();
    const none = await openHistory(path, 'loans');
    expect(none.entries).toEqual([]);
    await appendHistory(path, first.line, none.lastSha256);
    const one = await openHistory(path, 'loans');
    expect(one).toEqual({ entries: [first.entry], lastSha256: first.sha256 });
    await appendHistory(path, nextLine(one, entry).line, one.lastSha256);
    expect((await openHistory(path, 'loans')).entries).toHaveLength(2);
    expect(readdirSync(join(path, '..'))).toEqual(['history.ndjson']);
  });

  it('stays the file to which a link leads', async () => {
    const path = file(first.line);
    const link = join(temporaryFolder(), 'link.ndjson');
    symlinkSync(path, link);
    await appendHistory(link, nextLine(readHistory(first.line, 'h'), entry).line, first.sha256);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
  });

  it('takes no line when someone else wrote in the meantime', async () => {
    const path = file(first.line);
    await expect(appendHistory(path, first.line, '0'.repeat(64))).rejects.toMatchObject({
      code: 'output/history-locked',
    });
    expect(readFileSync(path, 'utf8')).toBe(first.line);
  });

  it('is of one system', async () => {
    await expect(openHistory(file(first.line), 'cards')).rejects.toMatchObject({ code: 'seal/history-of-another' });
  });

  it.each<[string, (line: HistoryEntry) => unknown]>([
    [
      'more favourable decisions than decisions',
      (line) => ({
        ...line,
        attributes: [{ ...line.attributes[0], groups: [{ group: 'w', x: 3, n: 2, verdict: null }] }],
      }),
    ],
    ['a time that is none', (line) => ({ ...line, from: 'then' })],
    ['a confidence of 1', (line) => ({ ...line, confidence: 1 })],
    ['no attributes', ({ attributes: _, ...line }) => line],
  ])('is refused where a line has %s, though its chain holds', async (_, change) => {
    const path = file(canonicalJson(change(first.entry)));
    await expect(openHistory(path, 'loans')).rejects.toMatchObject({
      code: 'seal/history-broken',
      place: { file: path, at: 'line 1' },
    });
  });

  it.each([
    ['bytes that are no UTF-8', Buffer.from([0xff, 0x0a])],
    ['a mark of byte order', `\u{feff}${first.line}`],
    ['half a surrogate pair', first.line.replace('"a"', '"\\ud800"')],
    ['lists in lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}\n`],
    ['lines without content', '\n'.repeat(1_000_000)],
  ])('is refused where it holds %s', async (_, bytes) => {
    await expect(openHistory(file(bytes), 'loans')).rejects.toMatchObject({ code: 'seal/history-broken' });
  });

  it('is refused where it is a folder, or too large to be read', async () => {
    const folder = temporaryFolder();
    await expect(openHistory(folder, 'loans')).rejects.toMatchObject({ code: 'input/not-a-file' });
    const large = file('x');
    truncateSync(large, 65 * 1024 * 1024);
    await expect(openHistory(large, 'loans')).rejects.toMatchObject({ code: 'input/file-too-large' });
  });
});

describe('the lock of a history', () => {
  it('lets one audit at a time write, and is gone when it failed', async () => {
    const path = file();
    await expect(withHistoryLock(path, () => withHistoryLock(path, async () => 1))).rejects.toMatchObject({
      code: 'output/history-locked',
      place: { file: `${path}.lock` },
    });
    expect(existsSync(`${path}.lock`)).toBe(false);
    expect(await withHistoryLock(path, async () => 2)).toBe(2);
  });

  it('says when the place of the history is no folder', async () => {
    const path = join(file('x'), 'history.ndjson');
    await expect(withHistoryLock(path, async () => 1)).rejects.toMatchObject({ code: 'output/not-writable' });
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'h.lock'));
    await expect(withHistoryLock(join(folder, 'h'), async () => 1)).rejects.toMatchObject({
      code: 'output/history-locked',
    });
  });
});
