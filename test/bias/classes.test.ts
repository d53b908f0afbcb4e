import { describe, expect, it } from 'vitest';
import {
  type ClassCell,
  cumulativeClasses,
  favourableClasses,
  groupOfValue,
  oneVersusRest,
} from '../../src/bias/classes.ts';
import { countsOf, groupVectors } from '../../src/bias/group-vectors.ts';

const cells: ClassCell[] = [
  { groups: ['a'], decided: 'prime', known: 'prime', n: 5 },
  { groups: ['a'], decided: 'standard', known: 'prime', n: 3 },
  { groups: ['a'], decided: 'refused', known: null, n: 2 },
  { groups: ['b'], decided: 'refused', known: 'standard', n: 4 },
];
const ofA = (found: ReturnType<typeof favourableClasses>) => countsOf(groupVectors(found, [0], 'a')[0]!.rows);

describe('many classes', () => {
  it('become two by a declared favourable set', () => {
    expect(ofA(favourableClasses(cells, ['prime', 'standard']))).toEqual({
      n: 10,
      favourable: 8,
      tp: 0,
      fp: 0,
      fn: 0,
      tn: 8,
    });
    expect(() => favourableClasses(cells, ['gold'])).toThrow(
      expect.objectContaining({ code: 'analysis/class-not-declared' }),
    );
  });

  it('become one against the rest, whose selections sum to the rows', () => {
    const found = oneVersusRest(cells);
    expect(found.map(({ favourable }) => favourable)).toEqual(['prime', 'refused', 'standard']);
    expect(found.reduce((sum, each) => sum + ofA(each.cells).favourable, 0)).toBe(10);
  });

  it('become cumulative when they are ordered, the last step holding all but the worst', () => {
    const found = cumulativeClasses(cells, ['prime', 'standard', 'refused']);
    expect(found.map((each) => ofA(each.cells).favourable)).toEqual([5, 8]);
  });
});

describe('groupOfValue', () => {
  it('closes intervals on the left, and knows no group for what is no number', () => {
    expect([39.9, 40, 61, 62].map((age) => groupOfValue(age, [40, 62]))).toEqual([
      'below 40',
      '40 to 62',
      '40 to 62',
      '62 and above',
    ]);
    expect([null, Number.NaN].map((age) => groupOfValue(age, [40]))).toEqual([null, null]);
    expect(groupOfValue(3, [])).toBe('all');
  });
});
