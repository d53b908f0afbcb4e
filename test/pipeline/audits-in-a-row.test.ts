import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/core/audit-record.ts';
import { silent } from '../../src/core/run-context.ts';
import { withHistoryLock } from '../../src/pipeline/history-file.ts';
import { auditCase, DAYS, writeDecisions } from '../_support/audit-case.ts';
import { digest, filesIn, from, linesOf, run, upTo } from '../_support/audits.ts';
import { temporaryFolder } from '../_support/temporary.ts';

describe('a periodic audit', () => {
  it('keeps its id, and adds no line, when the log has grown since', async () => {
    const folder = auditCase(DAYS.slice(0, 2));
    const first = await run(folder, dirname(folder), 'a', upTo('2025-04-01'));
    writeDecisions(folder, DAYS);
    const again = await run(folder, dirname(folder), 'b', upTo('2025-04-01'));
    expect(again.auditId).toBe(first.auditId);
    expect(again.isRepeated).toBe(true);
  });

  it('is compared with the last audit of earlier decisions, also when audits were made up for in between', async () => {
    const folder = auditCase([...DAYS, { day: '2025-08-01', group: 'black', x: 5, n: 10 }]);
    const out = dirname(folder);
    await run(folder, out, 'q2', from('2025-04-01', '2025-07-01'));
    const late = await run(folder, out, 'q1', upTo('2025-04-01'));
    expect(late.change).toEqual({ notAvailable: 'the history holds no audit of earlier decisions' });
    const third = await run(folder, out, 'q3', from('2025-07-01', '2025-10-01'));
    expect((third.change as Change).previous.sequence).toBe(2);
  });

  it('adds no line when its folder cannot be written', async () => {
    const folder = auditCase(DAYS);
    mkdirSync(join(folder, '../out'));
    writeFileSync(join(folder, '../out/mine.txt'), '');
    await expect(run(folder, dirname(folder), 'out')).rejects.toMatchObject({ code: 'output/directory-in-use' });
    expect(readdirSync(dirname(folder)).sort()).toEqual(['case', 'out']);
  });

  it('does not run beside another one on the same history, and leaves no lock', async () => {
    const folder = auditCase(DAYS);
    const another = withHistoryLock(join(dirname(folder), 'history.ndjson'), () => run(folder, dirname(folder), 'a'));
    await expect(another).rejects.toMatchObject({ code: 'output/history-locked' });
    await run(folder, dirname(folder), 'b');
    expect(linesOf(dirname(folder))).toHaveLength(1);
    expect(readdirSync(dirname(folder)).filter((name) => name.includes('lock'))).toEqual([]);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const folder = auditCase(DAYS);
    const controller = new AbortController();
    controller.abort();
    const context = { signal: controller.signal, progress: silent };
    await expect(run(folder, dirname(folder), 'out', { context })).rejects.toThrow();
    expect(readdirSync(dirname(folder))).toEqual(['case']);
  });

  it('makes an external copy without small groups, and adds no line for it', async () => {
    const folder = auditCase([...DAYS, { day: '2025-04-11', group: 'asian', x: 3, n: 4 }]);
    const out = temporaryFolder();
    await run(folder, out, 'q1', upTo('2025-04-01'));
    const copy = await run(folder, out, 'copy', { ...from('2025-04-01', '2025-07-01'), copy: 'external' });
    expect(copy).toMatchObject({ copy: 'external', suppressed: expect.arrayContaining([expect.anything()]) });
    expect(linesOf(out)).toHaveLength(1);
    const files = filesIn(join(out, 'copy'));
    expect([...files.keys()]).not.toContain('cells.json');
    for (const [path, bytes] of files) expect(bytes.includes('asian'), path).toBe(false);
    const [line] = linesOf(out);
    expect(String(files.get('audit.json'))).not.toContain((JSON.parse(line!) as { auditId: string }).auditId);
  });

  it('names no digest of the cells in an external copy made of them', async () => {
    const folder = auditCase(DAYS);
    const cells = join(temporaryFolder(), 'cells.csv');
    const lines = ['white,approved,80', 'white,denied,20', 'black,approved,70', 'black,denied,20'];
    writeFileSync(cells, `race,decision,n\n${lines.join('\n')}\n`);
    const asked = { ...from('2025-04-01', '2025-07-01'), cells };
    const recordIn = (name: string) => readFileSync(join(folder, '..', name, 'audit.json'), 'utf8');
    await run(folder, dirname(folder), 'internal', asked);
    expect(recordIn('internal')).toContain(digest(readFileSync(cells, 'utf8')));
    await run(folder, dirname(folder), 'external', { ...asked, copy: 'external' });
    expect(recordIn('external')).not.toContain(digest(readFileSync(cells, 'utf8')));
  });
});
