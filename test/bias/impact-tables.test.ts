import { describe, expect, it } from 'vitest';
import { groupVectors } from '../../src/bias/group-vectors.ts';
import { rowsWithRatios, scoringTable, selectionTable } from '../../src/bias/impact-tables.ts';
import { scoreGroups } from '../../src/bias/score-groups.ts';
import type { ScoreCell } from '../../src/core/cells.ts';
import { selections } from './tables.ts';

const leastShare = { numerator: 1, denominator: 50 };

describe('selectionTable', () => {
  it('holds rates to the highest rate, counts the unknown, and still lists a category of less than 2 %', () => {
    const vectors = groupVectors(
      [
        ...selections('a', 50, 100),
        ...selections('b', 30, 100),
        ...selections('tiny', 3, 3),
        ...selections(null, 1, 7),
      ],
      [0],
      'a',
    );
    const { rows, unknown } = selectionTable(['group'], vectors, leastShare);
    expect(unknown).toBe(7);
    expect(rows).toEqual([
      { category: 'a', n: 100, x: 50, rate: 0.5, impactRatio: 1, excluded: false },
      { category: 'b', n: 100, x: 30, rate: 0.3, impactRatio: 0.6, excluded: false },
      {
        category: 'tiny',
        n: 3,
        x: 3,
        rate: 1,
        impactRatio: null,
        excluded: true,
        because: 'fewer than 1/50 of the rows',
      },
    ]);
  });

  it('does not leave out exactly 2 %, and has no ratio when nobody was selected', () => {
    expect(
      rowsWithRatios(
        [
          { category: 'a', x: 1, n: 2 },
          { category: 'b', x: 9, n: 98 },
        ],
        0,
        leastShare,
      )[0]?.excluded,
    ).toBe(false);
    expect(rowsWithRatios([{ category: 'a', x: 0, n: 2 }], 0, leastShare)[0]?.impactRatio).toBeNull();
  });
});

describe('scoringTable', () => {
  const cell = (group: string | null, score: number, n: number): ScoreCell => ({
    groups: [group],
    adverseOutcome: null,
    score,
    n,
  });
  const of = (cells: ScoreCell[], higherIsFavourable: boolean) =>
    scoringTable(['group'], scoreGroups({ attributes: ['group'], cells, exact: true }, [0]), {
      leastShare,
      higherIsFavourable,
    });

  it('counts strictly above the median of all rows, the unknown ones too', () => {
    const cells = [cell('a', 1, 2), cell('a', 3, 3), cell('b', 2, 4), cell('b', 4, 1), cell(null, 9, 3)];
    const table = of(cells, true);
    expect(table).toMatchObject({ kind: 'scoring', median: 3, unknown: 3 });
    expect(table.rows.map(({ category, x, n }) => [category, x, n])).toEqual([
      ['a', 0, 5],
      ['b', 1, 5],
    ]);
  });

  it('counts strictly below it where a high score is adverse; the middle of two counts the same as the lower', () => {
    const table = of([cell('a', 1, 1), cell('a', 2, 1), cell('b', 3, 1), cell('b', 4, 1)], false);
    expect(table.median).toBe(2.5);
    expect(table.rows.map(({ x }) => x)).toEqual([2, 0]);
  });
});
