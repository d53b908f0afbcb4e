import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allCoalitions, coalitionOf, complementOf, emptyCoalition, isMember } from '../../src/attribution/coalition.ts';

const membersOf = (coalition: Uint32Array): number[] =>
  Array.from({ length: coalition.length * 32 }, (_, i) => i).filter((i) => isMember(coalition, i));

describe('complementOf', () => {
  it('holds exactly the players that the coalition does not, at the edges of words too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.infiniteStream(fc.boolean()), (players, coin) => {
        const all = Array.from({ length: players }, (_, i) => i);
        const held = all.filter(() => coin.next().value);
        const complement = complementOf(coalitionOf(held, players), players);
        expect(membersOf(complement)).toEqual(all.filter((i) => !held.includes(i)));
      }),
      { seed: 5, numRuns: 200 },
    );
    for (const players of [0, 31, 32, 33, 64]) {
      expect(membersOf(complementOf(emptyCoalition(players), players))).toHaveLength(players);
    }
  });
});

describe('allCoalitions', () => {
  it('numbers coalitions by the bits of their members', () => {
    expect(allCoalitions(0)).toHaveLength(1);
    expect(allCoalitions(3).map((coalition) => membersOf(coalition))).toEqual([
      [],
      [0],
      [1],
      [0, 1],
      [2],
      [0, 2],
      [1, 2],
      [0, 1, 2],
    ]);
  });
});
