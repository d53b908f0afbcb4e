import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditAnswer } from '../../../src/core/answers.ts';
import type { AuditRecord, Change } from '../../../src/core/audit-record.ts';
import { audit, auditCase, DAYS, FIRST, SECOND } from '../../_support/audit-case.ts';
import { documentOf } from '../../_support/command-line.ts';

describe('dossier audit', () => {
  it('writes a folder and a history beside it, and says what changed since the audit before', async () => {
    const folder = auditCase(DAYS);
    const first = await audit(folder, 'q1', ...FIRST);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('No change is stated: the history holds no audit of earlier decisions');
    expect(first.stdout).toContain('audit 1 of audits-loans.ndjson');
    const second = await audit(folder, 'q2', ...SECOND);
    expect(second.stdout).toContain('Since audit 1 (2025-01-10 to 2025-02-10), p adjusted over all changes:');
    expect(second.stdout).toContain('race black: selection-rate 50.0% -> 77.8%, p = 0.0003');
    expect(readdirSync(dirname(folder)).sort()).toEqual(['audits-loans.ndjson', 'case', 'q1', 'q2']);
    expect(readdirSync(join(folder, '../q2')).sort()).toEqual([
      ...['SHA256SUMS', 'audit.json', 'audit.pdf', 'cells.json', 'document.json', 'manifest.json', 'statement.json'],
      ...['tables', 'tables.xlsx'],
    ]);
  });

  it('prints under --json what its record says, and where it lies', async () => {
    const folder = auditCase(DAYS);
    const answer = documentOf<AuditAnswer>(await audit(folder, 'out', '--json', '--by', 'quarter'));
    const record = JSON.parse(readFileSync(join(answer.directory ?? '', 'audit.json'), 'utf8')) as AuditRecord;
    expect(answer).toMatchObject({
      ...{ rowsRead: 370, used: 370, favourable: 'approved', positive: 'denied', pdf: 'audit.pdf', isRepeated: false },
      ...{ auditId: record.auditId, trend: record.trend, change: record.change, history: record.history },
      directory: join(dirname(folder), 'out'),
    });
    expect(answer.pages).toBeGreaterThan(5);
    for (const { path } of answer.files ?? []) expect(existsSync(join(answer.directory ?? '', path))).toBe(true);
  });

  it('says when the history ends with this very audit already, and adds no line', async () => {
    const folder = auditCase(DAYS);
    await audit(folder, 'out');
    const again = await audit(folder, 'out', '--by', 'year');
    expect(again.stdout).toContain('the history ended with this very audit; no line was added');
    expect(readFileSync(join(folder, '../audits-loans.ndjson'), 'utf8').trimEnd().split('\n')).toHaveLength(1);
  });

  it('gives an auditor without rows the same numbers from cells alone, but no trend', async () => {
    const folder = auditCase(DAYS);
    const mine = documentOf<AuditAnswer>(await audit(folder, 'mine', '--json', ...SECOND));
    const cells = join(mine.directory ?? '', 'cells.json');
    const theirs = documentOf<AuditAnswer>(await audit(folder, 'theirs', '--json', ...SECOND, '--cells', cells));
    expect(theirs.attributes).toEqual(mine.attributes);
    expect(theirs.further).toEqual(mine.further);
    expect(theirs.auditId).toBe(mine.auditId);
    expect(theirs.isRepeated).toBe(true);
    expect(theirs.trend).toHaveProperty('notAvailable');
    const table = join(mine.directory ?? '', 'tables/cells.csv');
    const again = documentOf<AuditAnswer>(await audit(folder, 'again', '--json', ...SECOND, '--cells', table));
    expect(again.attributes).toEqual(mine.attributes);
  });

  it('compares nothing with an audit that counted some of the same decisions', async () => {
    const folder = auditCase(DAYS);
    await audit(folder, 'q1', ...FIRST);
    const { change } = documentOf<AuditAnswer>(await audit(folder, 'all', '--json'));
    expect(change).toMatchObject({ overlaps: true, previous: { sequence: 1 } });
    expect((change as Change).groups.map(({ p }) => p)).toEqual([null, null, null]);
  });
});
