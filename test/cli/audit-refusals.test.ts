import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorAnswer } from '../../src/core/answers.ts';
import { audit, auditCase, DAYS, FIRST, SECOND } from '../_support/audit-case.ts';
import { documentOf } from '../_support/command-line.ts';
import { temporaryFolder } from '../_support/temporary.ts';

interface Cells {
  table: { cells: { n: number; weight?: number }[]; rowsRead: number; from: string; strata?: string[] };
  scores: unknown;
}

describe('dossier audit', () => {
  it.each([
    [['--since', 'soon'], 2, 'usage/invalid-argument'],
    [['--until', '2025-02-30'], 2, 'usage/invalid-argument'],
    [['--since', '2025-04-01', '--until', '2025-04-01'], 2, 'usage/period-empty'],
    [['--by', 'week'], 2, 'usage/invalid-argument'],
    [['--fail-on', 'clear'], 2, 'usage/invalid-argument'],
    [['--profile', 'mine'], 2, 'usage/profile-unknown'],
    [['--since', '2030-01-01'], 6, 'analysis/audit-not-available'],
    [['--cells', 'no-such.json'], 3, 'input/file-missing'],
  ])('refuses %s', async (options, code, slug) => {
    const folder = auditCase(DAYS);
    const outcome = await audit(folder, 'out', '--json', ...options);
    expect([outcome.code, documentOf<ErrorAnswer>(outcome).error.code]).toEqual([code, slug]);
    expect(readdirSync(dirname(folder)).filter((name) => name !== 'audits-loans.ndjson')).toEqual(['case']);
  });

  it('refuses cells from which nothing could be drawn, computed or named', async () => {
    const folder = auditCase(DAYS);
    expect((await audit(folder, 'out')).code).toBe(0);
    const text = readFileSync(join(folder, '../out/cells.json'), 'utf8');
    const spoiled: ((cells: Cells) => void)[] = [
      ({ table }) => {
        table.rowsRead = 1e15;
        for (const cell of table.cells) cell.n *= 1e12;
      },
      ({ table }) => {
        table.from = '../../../etc';
      },
      ({ table }) => {
        table.strata = ['x'];
      },
      ({ table }) => {
        for (const cell of table.cells) cell.weight = 1e300;
      },
      (cells) => {
        const scored = { groups: [], adverseOutcome: true, score: 1e308, n: 1 };
        cells.scores = { attributes: [], cells: [scored], exact: true };
      },
    ];
    for (const spoil of spoiled) {
      const cells = { ...(JSON.parse(text) as Cells), scores: null };
      spoil(cells);
      const file = join(temporaryFolder(), 'cells.json');
      writeFileSync(file, JSON.stringify(cells));
      const outcome = await audit(folder, 'again', '--json', '--cells', file);
      expect([outcome.code, documentOf<ErrorAnswer>(outcome).error.code]).toEqual([3, 'input/cells-invalid']);
    }
  });

  it('refuses a history in the folder that it would replace', async () => {
    const folder = auditCase(DAYS);
    expect((await audit(folder, 'out')).code).toBe(0);
    const inside = join(folder, '../out/history.ndjson');
    writeFileSync(inside, '');
    const outcome = await audit(folder, 'out', '--json', '--history', inside);
    expect([outcome.code, documentOf<ErrorAnswer>(outcome).error.code]).toEqual([2, 'usage/history-in-folder']);
    expect(existsSync(inside)).toBe(true);
  });

  it('refuses a damaged history with 7, naming the file and the line, and writes nothing', async () => {
    const folder = auditCase(DAYS);
    const history = join(temporaryFolder(), 'history.ndjson');
    await audit(folder, 'q1', ...FIRST, '--history', history);
    await audit(folder, 'q2', ...SECOND, '--history', history);
    writeFileSync(history, readFileSync(history, 'utf8').replace('"x":90', '"x":91'));
    const outcome = await audit(folder, 'all', '--history', history, '--json');
    expect(outcome.code).toBe(7);
    expect(documentOf<ErrorAnswer>(outcome).error).toMatchObject({
      code: 'seal/history-broken',
      place: { file: history, at: 'line 2' },
    });
    expect(existsSync(join(folder, '../all'))).toBe(false);
  });
});
