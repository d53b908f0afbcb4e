import { describe, expect, it } from 'vitest';
import { gowerDistance } from '../../src/attribution/gower.ts';

const player = (...columns: number[]) => ({ name: `p${columns}`, label: '', columns });

describe('gowerDistance', () => {
  it('is the mean over features of the part of the range that lies between', () => {
    const distance = gowerDistance(
      [
        [0, 100],
        [10, 300],
      ],
      [player(0), player(1)],
    );
    expect(distance([0, 100], [5, 200])).toBe(0.5);
    expect(distance([0, 100], [10, 100])).toBe(0.5);
    expect(distance([3, 150], [3, 150])).toBe(0);
  });

  it('takes a group as one feature, equal or not', () => {
    const rows = [
      [1, 0, 0, 5],
      [0, 1, 0, 7],
    ];
    const distance = gowerDistance(rows, [player(0, 1, 2), player(3)]);
    expect(distance(rows[0]!, rows[1]!)).toBe(1);
    expect(distance([1, 0, 0, 5], [0, 0, 1, 5])).toBe(0.5);
  });

  it('puts a missing value at 1 from a known one and at 0 from a missing one', () => {
    const distance = gowerDistance([[0], [10], [Number.NaN]], [player(0)]);
    expect([distance([Number.NaN], [3]), distance([Number.NaN], [Number.NaN]), distance([0], [-0])]).toEqual([1, 0, 0]);
  });

  it('puts a value off a range of nothing at 1', () => {
    const distance = gowerDistance([[4], [4]], [player(0)]);
    expect([distance([4], [4]), distance([4], [5])]).toEqual([0, 1]);
  });
});
