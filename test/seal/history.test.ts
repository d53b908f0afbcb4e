import { describe, expect, it } from 'vitest';
import { DossierError } from '../../src/core/error.ts';
import { nextLine, readHistory } from '../../src/seal/history.ts';

const entry = {
  ...{ auditId: 'a', system: 'loans', asOf: 't', from: 'f', to: 't', used: 3, profile: 'p', confidence: 0.95 },
  ...{ favourable: 'yes', attributes: [] },
};

function written(count: number): string {
  let text = '';
  for (let at = 0; at < count; at += 1) text += nextLine(readHistory(text, 'h'), { ...entry, auditId: `a${at}` }).line;
  return text;
}

function faultOf(text: string): DossierError | null {
  try {
    readHistory(text, 'h.ndjson');
    return null;
  } catch (error) {
    if (error instanceof DossierError) return error;
    throw error;
  }
}

describe('a history', () => {
  it('is empty before the first audit, and then grows line by line', () => {
    expect(readHistory('', 'h')).toEqual({ entries: [], lastSha256: '0'.repeat(64) });
    const { entries } = readHistory(written(3), 'h');
    expect(entries.map(({ sequence, auditId }) => [sequence, auditId])).toEqual([
      [1, 'a0'],
      [2, 'a1'],
      [3, 'a2'],
    ]);
    expect(entries[0]?.previousSha256).toBe('0'.repeat(64));
  });

  it('shows every changed byte but a whole last line', () => {
    const text = written(3);
    const lastLine = text.lastIndexOf('\n', text.length - 2) + 1;
    for (let at = 0; at < text.length; at += 1) {
      const changed = `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`;
      const isWhole = at >= lastLine && faultOf(changed) === null;
      if (!isWhole) expect(faultOf(changed)?.code, `byte ${at}`).toBe('seal/history-broken');
      else expect(at).toBeGreaterThan(lastLine);
    }
  });

  it.each([
    ['a line taken out', (lines: string[]) => [lines[0], lines[2]], 'line 2'],
    ['two lines exchanged', (lines: string[]) => [lines[1], lines[0], lines[2]], 'line 1'],
    ['a line doubled', (lines: string[]) => [lines[0], lines[0]], 'line 2'],
    ['no JSON', () => ['{'], 'line 1'],
    ['no entry', () => ['null'], 'line 1'],
    ['another record', () => ['{"schema":"x"}'], 'line 1'],
  ])('shows %s, and where', (_, change, at) => {
    const lines = change(written(3).trimEnd().split('\n'));
    expect(faultOf(`${lines.join('\n')}\n`)).toMatchObject({
      code: 'seal/history-broken',
      place: { file: 'h.ndjson', at },
    });
  });

  it('shows a file that was cut off in a line', () => {
    expect(faultOf(written(2).slice(0, -1))?.message).toContain('cut off');
  });
});
