import { describe, expect, it } from 'vitest';
import { auditBlocks, auditText, tableNamed } from '../../fixtures/records/audit-blocks.ts';
import { auditRecord, auditRecords } from '../../fixtures/records/audit-records.ts';

const record = auditRecord();
const { rows } = tableNamed(auditBlocks('audit-summary', record), 'audit-verdicts');

describe('audit-summary', () => {
  it('lists the groups where two attributes meet among the others', () => {
    const crossed = record.bias.further?.attributes.find(({ attributes }) => attributes.length === 2)?.pairs ?? [];
    expect(crossed.length).toBeGreaterThan(3);
    const listed = rows.map(([group]) => group);
    for (const { group } of crossed) expect(listed).toContain(`Race × Sex: ${group}`);
  });

  it('counts how many comparisons ended how, one line for each finding', () => {
    const [tally] = auditBlocks('audit-summary', record).filter((block) => block.kind === 'facts');
    const counts = tally?.kind === 'facts' ? tally.rows.map(({ value }) => Number(value)) : [];
    expect(counts).toHaveLength(5);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(rows.length);
  });

  it('names the error rates that are past a screening value, which the table does not speak of', () => {
    const past = record.bias.attributes
      .flatMap(({ disparities }) => disparities)
      .filter(({ metric, verdict }) => metric !== 'selectionRate' && !['clear', 'inconclusive'].includes(verdict));
    const text = auditText('audit-summary', record);
    expect(past.length).toBeGreaterThan(0);
    expect(text.match(/Difference to the reference/g)).toHaveLength(past.length);
  });

  it('gives no p under a profile that asks for no test', () => {
    const published = auditRecords['tables for publication'];
    const table = tableNamed(auditBlocks('audit-summary', published ?? record), 'audit-verdicts');
    expect(new Set(table.rows.map((row) => row[3]))).toEqual(new Set(['no test asked']));
  });
});
