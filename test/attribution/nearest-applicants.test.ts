import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestApplicants } from '../../src/attribution/nearest-applicants.ts';
import type { Player } from '../../src/attribution/players.ts';

const players: Player[] = [
  { name: 'income', label: 'Income', columns: [0] },
  { name: 'history', label: 'History', columns: [1, 2] },
  { name: 'town', label: 'Town', columns: [3], isCoded: true },
];

/** Gower's distance written out: ranges over all rows, categories by equality. */
function gower(one: number[], other: number[], all: number[][]): number {
  const incomes = all.map(([income]) => income!);
  const range = Math.max(...incomes) - Math.min(...incomes);
  const parts = [
    range === 0 ? 0 : Math.abs(one[0]! - other[0]!) / range,
    one[1] === other[1] && one[2] === other[2] ? 0 : 1,
    one[3] === other[3] ? 0 : 1,
  ];
  return (parts[0]! + parts[1]! + parts[2]!) / 3;
}

const row = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.nat({ max: 1 }), fc.nat({ max: 1 }), fc.nat({ max: 3 }));

describe('nearestApplicants', () => {
  it('finds the nearest candidates by Gower distance, as a full sort does', () => {
    fc.assert(
      fc.property(row, fc.array(row, { maxLength: 30 }), fc.nat({ max: 6 }), (person, rows, k) => {
        const isCandidate = (at: number): boolean => at % 3 !== 0;
        const found = nearestApplicants(person, rows, players, { k, isCandidate });
        const all = [person, ...rows];
        const sorted = rows
          .map((each, at) => ({ row: at, distance: gower(person, each, all) }))
          .filter(({ row: at }) => isCandidate(at))
          .sort((one, other) =>
            Math.abs(one.distance - other.distance) < 1e-12 ? one.row - other.row : one.distance - other.distance,
          );
        expect(found.length).toBe(Math.min(k, sorted.length));
        for (const [rank, each] of found.entries()) expect(each.distance).toBeCloseTo(sorted[rank]!.distance, 12);
        for (const { row: at, differing } of found) {
          const differs = players.flatMap(({ columns }, player) =>
            columns.some((column) => person[column] !== rows[at]![column]) ? [player] : [],
          );
          expect([...differing].sort()).toEqual(differs);
        }
      }),
      { seed: 20250606, numRuns: 300 },
    );
  });

  it('names the features that differ, the largest part of the distance first', () => {
    const rows = [
      [0, 0, 0, 0],
      [100, 1, 0, 0],
      [40, 1, 0, 7],
    ];
    const [first] = nearestApplicants([50, 0, 1, 0], rows, players, { k: 1, isCandidate: (at) => at === 2 });
    expect(first?.differing).toEqual([1, 2, 0]);
  });

  it('takes the earlier of two rows at one distance', () => {
    const rows = [
      [1, 0, 0, 0],
      [1, 0, 0, 0],
    ];
    const found = nearestApplicants([0, 0, 0, 0], rows, players, { k: 1, isCandidate: () => true });
    expect(found.map((each) => each.row)).toEqual([0]);
  });
});
