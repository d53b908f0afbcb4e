import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Coalition, coalitionOf, isMember } from '../../src/attribution/coalition.ts';
import { planRows } from '../../src/attribution/plan-rows.ts';

const members = fc.uniqueArray(fc.integer({ min: 0, max: 69 }), { maxLength: 12 });
const coalitions = fc.array(members, { minLength: 1, maxLength: 30 });

const acting = (coalition: Coalition, differing: Coalition): string =>
  Array.from({ length: 70 }, (_, i) => i)
    .filter((i) => isMember(coalition, i) && isMember(differing, i))
    .join();

describe('planRows', () => {
  it('gives two coalitions one row exactly when they share the members that differ from the background row', () => {
    fc.assert(
      fc.property(coalitions, fc.array(members, { minLength: 1, maxLength: 4 }), (drawn, masks) => {
        const played = drawn.map((each) => coalitionOf(each, 70));
        const differing = masks.map((each) => coalitionOf(each, 70));
        const { slots, rows } = planRows(played, differing);
        const expected = new Map<string, number>();
        for (const [j, mask] of differing.entries()) {
          for (const [c, coalition] of played.entries()) {
            const key = `${j}: ${acting(coalition, mask)}`;
            if (!expected.has(key)) expected.set(key, expected.size);
            expect(slots[j * played.length + c]).toBe(expected.get(key));
          }
        }
        expect(rows).toBe(expected.size);
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});
