import { describe, expect, it } from 'vitest';
import { rowsMovedAlone } from '../../src/attribution/one-at-a-time.ts';

const player = (columns: number[]) => ({ name: 'p', label: 'P', columns });

describe('rowsMovedAlone', () => {
  it('takes the commonest of codes, whose median means nothing', () => {
    const background = Float64Array.of(0, 2, 1, 2, 0, 2);
    const movement = { instance: Float64Array.of(3), background, backgroundRows: 6 };
    const home = [{ name: 'home', label: 'Home', columns: [0] }];
    expect([...rowsMovedAlone(movement, [{ ...home[0]!, isCoded: true }])]).toEqual([2]);
    expect([...rowsMovedAlone(movement, home)]).toEqual([1]);
  });

  it('moves a column to the median and a group to its commonest combination, one at a time', () => {
    const background = Float64Array.from([1, 0, 1, /**/ 2, 0, 1, /**/ 30, 1, 0, /**/ 4, 1, 0, /**/ 5, 0, 1]);
    const moved = rowsMovedAlone({ instance: Float64Array.of(9, 1, 0), background, backgroundRows: 5 }, [
      player([0]),
      player([1, 2]),
    ]);
    expect([...moved]).toEqual([4, 1, 0, /**/ 9, 0, 1]);
  });

  it('does not count missing values', () => {
    const background = Float64Array.of(Number.NaN, 3, Number.NaN);
    const movement = { instance: Float64Array.of(1), background, backgroundRows: 3 };
    expect([...rowsMovedAlone(movement, [player([0])])]).toEqual([3]);
  });
});
