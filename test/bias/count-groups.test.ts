import { describe, expect, it } from 'vitest';
import { countGroups, countRows } from '../../src/bias/count-groups.ts';
import { confusion, selections, tableOf } from './tables.ts';

describe('countGroups', () => {
  it('puts the reference first, the others by code unit, and the rows of no known group last', () => {
    const names = [null, 'z', 'a', 'B', 'é', 'ref'];
    const table = tableOf(names.flatMap((name) => selections(name, 1, 2)));
    expect(countGroups(table, 0, 'ref').map(({ group }) => group)).toEqual(['ref', 'B', 'a', 'z', 'é', null]);
  });

  it('keeps a reference that has no rows, and leaves out the unknown group when every group is known', () => {
    expect(countGroups(tableOf(selections('a', 1, 2)), 0, 'ref').map(({ group, counts }) => [group, counts.n])).toEqual(
      [
        ['ref', 0],
        ['a', 2],
      ],
    );
  });

  it('takes rows of no known outcome into the selection counts only', () => {
    const cells = [...confusion('a', { tp: 1, fp: 2, fn: 3, tn: 4 }), ...selections('a', 10, 30)];
    expect(countGroups(tableOf(cells), 0, 'a')).toEqual([
      { group: 'a', counts: { n: 40, favourable: 17, tp: 1, fp: 2, fn: 3, tn: 4 } },
    ]);
  });

  it('does not mistake a group that is called "not known" or "__proto__" for anything else', () => {
    const cells = [null, 'not known', '__proto__'].flatMap((name) => selections(name, 1, 1));
    expect(countGroups(tableOf(cells), 0, '__proto__').map(({ group }) => group)).toEqual([
      '__proto__',
      'not known',
      null,
    ]);
  });
});

describe('countRows', () => {
  it('is the sum over the cells, when that and the exclusions are all rows read', () => {
    const table = { ...tableOf(selections('a', 3, 9)), rowsRead: 11, exclusions: [{ reason: 'no time', rows: 2 }] };
    expect(countRows(table)).toBe(9);
  });

  it('does not take a table in which rows were lost', () => {
    const table = { ...tableOf(selections('a', 3, 9)), rowsRead: 10 };
    expect(() => countRows(table)).toThrow(expect.objectContaining({ code: 'analysis/rows-do-not-add-up' }));
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 54])('does not take a cell of %d rows', (n) => {
    const table = tableOf([{ groups: ['a'], favourable: true, adverseOutcome: null, n }]);
    expect(() => countRows(table)).toThrow(expect.objectContaining({ code: 'analysis/cells-not-countable' }));
  });

  it('does not take a cell with a group too many', () => {
    const table = tableOf([{ groups: ['a', 'b'], favourable: true, adverseOutcome: null, n: 1 }]);
    expect(() => countRows(table)).toThrow(expect.objectContaining({ code: 'analysis/cells-not-countable' }));
  });
});
