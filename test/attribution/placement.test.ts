import { describe, expect, it } from 'vitest';
import { placements } from '../../src/attribution/placement.ts';

const player = (...columns: number[]) => ({ name: `p${columns}`, label: '', columns });

describe('placements', () => {
  it('counts who is below and who is equal', () => {
    expect(placements([2], [1, 2, 2, 3], [player(0)])).toEqual([
      { known: 4, below: 0.25, equal: 0.5, quartiles: [1, 2, 2] },
    ]);
    expect(placements([9], [1, 2, 2, 3], [player(0)])[0]).toMatchObject({ below: 1, equal: 0 });
  });

  it('does not count missing values, and cannot place one', () => {
    expect(placements([2], [1, Number.NaN, 3], [player(0)])[0]).toMatchObject({ known: 2, below: 0.5 });
    expect(placements([Number.NaN], [1, 3], [player(0)])[0]).toEqual({
      ...{ known: 2, below: null, equal: 0, quartiles: null },
    });
  });

  it('gives a group no order', () => {
    const background = [1, 0, /**/ 0, 1, /**/ 0, 1, /**/ 1, 0];
    expect(placements([0, 1], background, [player(0, 1)])).toEqual([
      { known: 4, below: null, equal: 0.5, quartiles: null },
    ]);
  });
});
