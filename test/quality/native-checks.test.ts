import { describe, expect, it } from 'vitest';
import type { NativeCheck } from '../../src/core/findings.ts';
import type { ColumnProfile, TableProfile } from '../../src/core/table-profile.ts';
import { checkProfile } from '../../src/quality/native-checks.ts';

const column = (name: string, changes: Partial<ColumnProfile> = {}): ColumnProfile => ({
  ...{ name, type: 'DOUBLE', nulls: 0, nonFinite: 0, distinct: 50 },
  ...changes,
});
const profile = (changes: Partial<TableProfile> = {}): TableProfile => ({
  ...{ rows: 100, duplicateRows: 0, columns: [column('x'), column('y')] },
  ...changes,
});
const found = (checks: NativeCheck[], name: string): unknown[] =>
  checks.filter(({ check }) => check === name).map(({ column: of, observed, outcome }) => [of, observed, outcome]);

describe('checkProfile', () => {
  it('shows completeness by column, and one line for each check that no column fails', () => {
    const checks = checkProfile(profile());
    expect(checks.map(({ check, column: of, outcome }) => [check, of, outcome])).toEqual([
      ['rows', null, 'pass'],
      ['completeness', 'x', 'pass'],
      ['completeness', 'y', 'pass'],
      ['non-finite values', null, 'pass'],
      ['constant columns', null, 'pass'],
      ['duplicate rows', null, 'pass'],
    ]);
    expect(checks.every(({ definition }) => definition.length > 20)).toBe(true);
  });

  it.each([
    [100, 5, 0.95, 'pass'],
    [100, 6, 0.94, 'warn'],
    [20, 1, 0.95, 'pass'],
    [3, 3, 0, 'warn'],
  ])('of %i rows with %i nulls is completeness %d: %s', (rows, nulls, observed, outcome) => {
    const checks = checkProfile(profile({ rows, columns: [column('x', { nulls })] }));
    expect(found(checks, 'completeness')).toEqual([['x', observed, outcome]]);
  });

  it('names the columns with non-finite values and the constant ones', () => {
    const columns = [
      column('x', { nonFinite: 3 }),
      column('y', { distinct: 1 }),
      column('z', { distinct: 0, nulls: 100 }),
    ];
    const checks = checkProfile(profile({ columns }));
    expect(found(checks, 'non-finite values')).toEqual([['x', 3, 'warn']]);
    expect(found(checks, 'constant columns')).toEqual([
      ['y', 1, 'warn'],
      ['z', 0, 'warn'],
    ]);
  });

  it('calls no column of a single row constant', () => {
    expect(
      found(checkProfile(profile({ rows: 1, columns: [column('x', { distinct: 1 })] })), 'constant columns'),
    ).toEqual([]);
  });

  it('warns of duplicate rows', () => {
    expect(found(checkProfile(profile({ duplicateRows: 4 })), 'duplicate rows')).toEqual([[null, 4, 'warn']]);
  });

  it('fails a key that is not unique, or is not there', () => {
    const columns = [column('id', { distinct: 100 }), column('x', { distinct: 99 })];
    const checks = checkProfile(profile({ columns }), ['id', 'x', 'gone']);
    expect(found(checks, 'key uniqueness')).toEqual([
      ['id', 1, 'pass'],
      ['x', 0.99, 'fail'],
      ['gone', 0, 'fail'],
    ]);
  });

  it('fails a table without rows, and divides nothing by 0', () => {
    expect(found(checkProfile(profile({ rows: 0 }), ['x']), 'rows')).toEqual([[null, 0, 'fail']]);
    expect(checkProfile(profile({ rows: 0 }), ['x'])).toHaveLength(1);
  });

  it('gives nothing that is not finite for a table without columns', () => {
    const checks = checkProfile(profile({ columns: [] }));
    expect(checks.every(({ observed }) => Number.isFinite(observed))).toBe(true);
  });
});
