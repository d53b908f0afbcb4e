import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../../src/core/audit-record.ts';
import { auditBlocks, tableNamed } from '../../fixtures/records/audit-blocks.ts';
import { auditRecord, auditRecords } from '../../fixtures/records/audit-records.ts';

const columnsOf = (record: AuditRecord): string[] =>
  tableNamed(auditBlocks('audit-groups', record), 'group-comparisons-race').columns.map(({ title }) => title);
const whole = auditRecord();

describe('comparisonTable', () => {
  it('says which selection rates are below the ratio of the profile', () => {
    expect(columnsOf(whole)).toContain('Below 4/5');
  });

  it.each(['every rate screened by ratio', 'every rate screened by difference', 'tables for publication'])(
    'leaves the findings to say so where one ratio is not the whole rule: %s',
    (name) => {
      const columns = columnsOf(auditRecords[name] ?? whole);
      expect(columns.filter((title) => title.startsWith('Below'))).toEqual([]);
      expect(columns).toHaveLength(5);
    },
  );

  it('writes the unit of a difference once', () => {
    const { rows } = tableNamed(auditBlocks('audit-groups', whole), 'group-comparisons-race');
    expect(rows[0]?.[2]).toMatch(/^[+−]\d+\.\d points \([+−]\d+\.\d to [+−]\d+\.\d\)$/);
  });
});
