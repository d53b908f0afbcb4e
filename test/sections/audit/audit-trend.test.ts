import { describe, expect, it } from 'vitest';
import { auditBlocks, auditText, chartsIn } from '../../fixtures/records/audit-blocks.ts';
import { auditRecord, auditRecords } from '../../fixtures/records/audit-records.ts';

const record = auditRecord();

describe('audit-trend', () => {
  it('draws the points of the record, and the same figures with n beside them', () => {
    const [lines, figures] = chartsIn(auditBlocks('audit-trend', record));
    if (lines?.type !== 'series' || figures?.type !== 'intervals') throw new Error('no charts');
    expect(lines.periods).toEqual(['2025-04', '2025-05', '2025-06']);
    expect(lines.range).toEqual([0, 1]);
    const drawn = lines.series.flatMap(({ points }) => points.map(({ value, low, high }) => [value, low, high]));
    const written = figures.panels.flatMap(({ rows }) => rows.map(({ value, low, high }) => [value, low, high]));
    expect(drawn).toEqual(written);
    for (const { label } of figures.panels.flatMap(({ rows }) => rows)) expect(label).toMatch(/\(n = [\d\u202f]+\)$/);
  });

  it('draws no more lines than can be told apart, and says how many it draws', () => {
    const crowded = auditRecords['many groups over time'] ?? record;
    const [lines] = chartsIn(auditBlocks('audit-trend', crowded));
    expect(lines?.type === 'series' ? lines.series.length : 0).toBe(6);
    expect(auditText('audit-trend', crowded)).toContain('the first 6 groups');
  });
});
