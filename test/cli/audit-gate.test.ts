import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditAnswer } from '../../src/core/answers.ts';
import { audit, auditCase, DAYS, FIRST, SECOND } from '../_support/audit-case.ts';
import { documentOf } from '../_support/command-line.ts';

describe('dossier audit --fail-on', () => {
  it('exits 10 when the verdict of --fail-on or a graver one is met, and has written the audit', async () => {
    const folder = auditCase(DAYS);
    const codeAt = async (name: string, ...options: string[]): Promise<number> =>
      (await audit(folder, name, ...options)).code;
    expect(await codeAt('flagged', ...FIRST, '--fail-on', 'flagged')).toBe(10);
    expect(existsSync(join(folder, '../flagged/audit.pdf'))).toBe(true);
    expect(await codeAt('graver', ...FIRST, '--fail-on', 'statistical-only')).toBe(10);
    expect(await codeAt('clear', ...SECOND, '--fail-on', 'statistical-only')).toBe(0);
  });

  it('looks at intersections, too, for --fail-on', async () => {
    const of = (group: string, x: number, n: number) => ({ day: '2025-01-10', group, x, n });
    const crossed = [of('white,f', 90, 100), of('white,m', 50, 100), of('black,f', 45, 100), of('black,m', 90, 100)];
    const folder = auditCase(crossed, ['    - { name: sex, column: sex, label: Sex, reference: f }']);
    const log = join(folder, 'decisions.csv');
    writeFileSync(log, readFileSync(log, 'utf8').replace('race,income', 'race,sex,income'));
    const outcome = await audit(folder, 'out', '--json', '--fail-on', 'flagged');
    const { attributes, further } = documentOf<AuditAnswer>(outcome);
    const single = attributes.flatMap(({ disparities }) => disparities.map(({ verdict }) => verdict));
    expect(single).not.toContain('flagged');
    expect(further?.attributes.at(-1)?.pairs.map(({ verdict }) => verdict)).toContain('flagged');
    expect(outcome.code).toBe(10);
  });
});
