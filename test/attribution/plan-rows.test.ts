import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Coalition, coalitionOf, isMember } from '../../src/attribution/coalition.ts';
import { RowPlan } from '../../src/attribution/plan-rows.ts';

const members = fc.uniqueArray(fc.integer({ min: 0, max: 69 }), { maxLength: 12 });
const coalitions = fc.array(members, { minLength: 1, maxLength: 30 });

const acting = (coalition: Coalition, differing: Coalition): string =>
  Array.from({ length: 70 }, (_, i) => i)
    .filter((i) => isMember(coalition, i) && isMember(differing, i))
    .join();

const differently = (drawn: number[][]): number[][] => [
  ...new Map(drawn.map((each) => [[...each].sort((a, b) => a - b).join(), each])).values(),
];

describe('RowPlan', () => {
  it('gives two coalitions one row exactly when they share the members that differ from the background row', () => {
    fc.assert(
      fc.property(coalitions, fc.array(members, { minLength: 1, maxLength: 4 }), (drawn, masks) => {
        const played = differently(drawn).map((each) => coalitionOf(each, 70));
        const differing = masks.map((each) => coalitionOf(each, 70));
        const plan = new RowPlan();
        plan.extend(played, differing);
        const expected = new Map<string, number>();
        for (const [j, mask] of differing.entries()) {
          for (const [c, coalition] of played.entries()) {
            const key = `${j}: ${acting(coalition, mask)}`;
            if (!expected.has(key)) expected.set(key, expected.size);
            expect(plan.slotsAgainst(j)[c]).toBe(expected.get(key));
          }
        }
        expect(plan.rows).toBe(expected.size);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('extended, keeps the numbers given and comes to as many rows as at once', () => {
    fc.assert(
      fc.property(coalitions, fc.array(members, { minLength: 2, maxLength: 4 }), fc.nat(30), (drawn, masks, part) => {
        const played = differently(drawn).map((each) => coalitionOf(each, 70));
        const differing = masks.map((each) => coalitionOf(each, 70));
        const first = played.slice(0, Math.max(1, part % (played.length + 1)));
        const plan = new RowPlan();
        plan.extend(first, differing.slice(0, 1));
        const before = [...plan.slotsAgainst(0)];
        plan.extend(played, differing);
        expect([...plan.slotsAgainst(0)].slice(0, first.length)).toEqual(before);
        const whole = new RowPlan();
        whole.extend(played, differing);
        expect(plan.rows).toBe(whole.rows);
        const used = new Set(differing.flatMap((_, j) => [...plan.slotsAgainst(j)]));
        expect([...used].sort((a, b) => a - b)).toEqual(Array.from({ length: plan.rows }, (_, row) => row));
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});
