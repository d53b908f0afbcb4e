import type { NativeCheck } from '../core/findings.ts';
import type { ColumnProfile, TableProfile } from '../core/table-profile.ts';

/** A column with a smaller share of filled cells is warned of: 95 in 100. */
const COMPLETE = { numerator: 95, denominator: 100 };

/**
 * The checks that need no more than counts. Thresholds on counts are compared as integers.
 *
 * - rows: there is at least one; without rows there is nothing else to check
 * - completeness, by column: 1 - nulls / rows, warned of below 0.95
 * - non-finite values, by column: NaN and infinities, warned of above 0
 * - constant columns, by column: fewer than 2 distinct values in more than one row, warned of
 * - duplicate rows: rows beyond the first of each set of equal rows, warned of above 0
 * - key uniqueness, by key column: distinct values / rows, a failure below 1
 *
 * A check by column of which every column is free is one line, about the whole data set; completeness is always shown
 * by column.
 *
 * @param keyColumns - columns whose values must be unique; a name that the table lacks is a failure
 */
export function checkProfile(profile: TableProfile, keyColumns: readonly string[] = []): NativeCheck[] {
  const { rows, columns } = profile;
  const present = rowCheck(rows);
  if (rows === 0) return [present];
  return [
    present,
    ...columns.map((column) => completeness(column, rows)),
    ...nonFinite(columns),
    ...constant(columns, rows),
    duplicates(profile),
    ...keyColumns.map((name) => uniqueness(name, profile)),
  ];
}

function rowCheck(rows: number): NativeCheck {
  return {
    ...{ check: 'rows', column: null, observed: rows, threshold: 1, outcome: rows === 0 ? 'fail' : 'pass' },
    definition: 'rows in the data set; fails below 1',
  };
}

function completeness({ name, nulls }: ColumnProfile, rows: number): NativeCheck {
  const isComplete = (rows - nulls) * COMPLETE.denominator >= rows * COMPLETE.numerator;
  return {
    ...{ check: 'completeness', column: name, observed: (rows - nulls) / rows },
    ...{ threshold: COMPLETE.numerator / COMPLETE.denominator, outcome: isComplete ? 'pass' : 'warn' },
    definition: '1 - nulls / rows; warns below the threshold',
  };
}

function nonFinite(columns: readonly ColumnProfile[]): NativeCheck[] {
  const definition = 'cells that are NaN or infinite, counted apart from nulls; warns above the threshold';
  const odd = columns.filter((column) => column.nonFinite > 0);
  const about = { check: 'non-finite values', threshold: 0, definition };
  if (odd.length === 0) return [{ ...about, column: null, observed: 0, outcome: 'pass' }];
  return odd.map(({ name, nonFinite: observed }) => ({ ...about, column: name, observed, outcome: 'warn' }));
}

/** One row shows nothing: any column of it has one value. */
function constant(columns: readonly ColumnProfile[], rows: number): NativeCheck[] {
  if (rows < 2) return [];
  const about = { check: 'constant columns', threshold: 2 };
  const flat = columns.filter(({ distinct }) => distinct < 2);
  if (flat.length > 0) {
    const definition = 'distinct values of the column, nulls left out; warns below the threshold';
    return flat.map(({ name, distinct }) => ({
      ...about,
      definition,
      column: name,
      observed: distinct,
      outcome: 'warn',
    }));
  }
  if (columns.length === 0) return [];
  const definition = 'least number of distinct values of any column, nulls left out; warns below the threshold';
  const least = columns.reduce((found, { distinct }) => Math.min(found, distinct), Number.POSITIVE_INFINITY);
  return [{ ...about, definition, column: null, observed: least, outcome: 'pass' }];
}

function duplicates({ duplicateRows }: TableProfile): NativeCheck {
  return {
    ...{ check: 'duplicate rows', column: null, observed: duplicateRows, threshold: 0 },
    outcome: duplicateRows > 0 ? 'warn' : 'pass',
    definition: 'rows beyond the first of each set of rows equal in every column; warns above the threshold',
  };
}

function uniqueness(name: string, { rows, columns }: TableProfile): NativeCheck {
  const distinct = columns.find((column) => column.name === name)?.distinct ?? 0;
  return {
    ...{ check: 'key uniqueness', column: name, observed: distinct / rows, threshold: 1 },
    outcome: distinct < rows ? 'fail' : 'pass',
    definition: 'distinct values / rows; fails below the threshold',
  };
}
