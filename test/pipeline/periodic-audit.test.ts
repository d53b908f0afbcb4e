import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditAnswer } from '../../src/core/answers.ts';
import type { AuditRecord, Change, Trend } from '../../src/core/audit-record.ts';
import { verifyDossier } from '../../src/seal/verify.ts';
import { digest, filesIn, from, linesOf, run, upTo } from '../_support/audits.ts';
import { sampleCase } from '../_support/places.ts';
import { keptFolder } from '../_support/temporary.ts';

describe('two quarters of the sample case', () => {
  const folder = keptFolder();
  let answer: AuditAnswer;
  let record: AuditRecord;
  let files: Map<string, Buffer>;

  beforeAll(async () => {
    await run(sampleCase, folder, 'q1', upTo('2025-04-01'));
    answer = await run(sampleCase, folder, 'q2', from('2025-04-01', '2025-07-01'));
    files = filesIn(join(folder, 'q2'));
    record = JSON.parse(String(files.get('audit.json'))) as AuditRecord;
  });

  it('are compared: the ratio of black applicants rose from 0.68 to 0.85, which may be chance', () => {
    const { overlaps, caveats, groups, previous } = record.change as Change;
    expect({ overlaps, caveats, previous }).toMatchObject({
      ...{ overlaps: false, caveats: [], previous: { sequence: 1, used: 490, from: '2025-02-28T20:00:00.000Z' } },
    });
    const ratio = groups.find(({ group, measure }) => group === 'black' && measure === 'impact-ratio')!;
    expect(ratio.before.value).toBeCloseTo((39 * 411) / (62 * 382), 12);
    expect(ratio.after.value).toBeCloseTo((83 * 599) / (112 * 521), 12);
    expect(ratio.p).toBeCloseTo(0.043975, 6);
    expect(ratio.pHolm).toBeCloseTo(0.219875, 6);
    expect(ratio.verdicts).toEqual({ before: 'flagged', after: 'statistical-only' });
  });

  it('have a trend whose months add up to the slice', () => {
    const { points } = record.trend as Trend;
    expect(points.map(({ label, since, until, used }) => [label, since, until, used])).toEqual([
      ['2025-04', '2025-04-01T00:00:00.000Z', '2025-05-01T00:00:00.000Z', 240],
      ['2025-05', '2025-05-01T00:00:00.000Z', '2025-06-01T00:00:00.000Z', 246],
      ['2025-06', '2025-06-01T00:00:00.000Z', '2025-07-01T00:00:00.000Z', 252],
    ]);
    expect(points.reduce((sum, { used }) => sum + used, 0)).toBe(record.bias.used);
  });

  it('are chained: the record names the line that it added, and the line before', () => {
    const [first, second] = linesOf(folder);
    expect(record.history).toMatchObject({ sequence: 2, file: 'history.ndjson' });
    expect(JSON.parse(second!)).toMatchObject({ previousSha256: digest(first!), auditId: record.auditId });
    expect(record.history).toMatchObject({ previousSha256: digest(first!), sha256: digest(second!) });
  });

  it('hold no id of a prediction in any file', () => {
    for (const [path, bytes] of files) expect(/BM-\d{6}/.test(bytes.toString('latin1')), path).toBe(false);
  });

  it('give the same bytes when asked again', async () => {
    const again = await run(sampleCase, folder, 'q2', from('2025-04-01', '2025-07-01'));
    expect(again.isRepeated).toBe(true);
    expect(linesOf(folder)).toHaveLength(2);
    for (const [path, bytes] of filesIn(join(folder, 'q2'))) expect(files.get(path)?.equals(bytes), path).toBe(true);
  });

  it('can be verified, and one changed byte in any file is found and named', async () => {
    expect([...files.keys()].length).toBe((answer.files ?? []).length);
    const verify = (changed: Map<string, Buffer>) =>
      verifyDossier({ list: async () => [...changed.keys()], read: async (path) => changed.get(path)! });
    expect((await verify(files)).ok).toBe(true);
    for (const [path, bytes] of files) {
      for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ 1;
        const { ok, checks } = await verify(new Map([...files, [path, flipped]]));
        expect(ok, `${path} at ${at}`).toBe(false);
        expect(checks.filter((check) => !check.ok).map(({ file }) => file)).toContain(path);
      }
    }
  });

  it('are not verified when the record or a table is taken out', async () => {
    for (const path of ['audit.json', 'tables/change.csv']) {
      const fewer = new Map([...files].filter(([name]) => name !== path));
      const { ok } = await verifyDossier({
        list: async () => [...fewer.keys()],
        read: async (name) => fewer.get(name)!,
      });
      expect(ok, path).toBe(false);
    }
  });
});
