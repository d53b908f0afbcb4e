import { describe, expect, it } from 'vitest';
import { combinations, countCombinations } from '../../../src/attribution/recourse/combinations.ts';
import type { Move } from '../../../src/attribution/recourse/moves.ts';

const players = [0, 1, 2].map((column) => ({ name: `p${column}`, label: '', columns: [column] }));

function move(feature: number, shift: number, linked?: number): Move {
  const touched = linked === undefined ? [feature] : [feature, linked];
  return { feature, shift, writes: touched.map((index) => ({ player: players[index]!, values: [shift], shift })) };
}

const moves = [move(0, 0.1), move(1, 0.2), move(0, 0.3), move(2, 0.4)];
const said = (list: Iterable<Move[]>): string[] =>
  [...list].map((each) => each.map(({ feature, shift }) => `${feature}@${shift}`).join(' '));

describe('combinations', () => {
  it('come by their largest shift, each feature once', () => {
    expect(said(combinations(moves, 1, 1))).toEqual(['0@0.1', '1@0.2', '0@0.3', '2@0.4']);
    expect(said(combinations(moves, 2, 1))).toEqual([
      '0@0.1 1@0.2',
      '0@0.3 1@0.2',
      '0@0.1 2@0.4',
      '1@0.2 2@0.4',
      '0@0.3 2@0.4',
    ]);
    expect(said(combinations(moves, 3, 1))).toEqual(['0@0.1 1@0.2 2@0.4', '0@0.3 1@0.2 2@0.4']);
  });

  it('stay below the bound', () => {
    expect(said(combinations(moves, 2, 0.3))).toEqual(['0@0.1 1@0.2']);
  });

  it('never write a feature twice, linked ones included', () => {
    expect(said(combinations([move(0, 0.1, 1), move(1, 0.2), move(2, 0.3)], 2, 1))).toEqual([
      '0@0.1 2@0.3',
      '1@0.2 2@0.3',
    ]);
  });
});

describe('countCombinations', () => {
  it('counts what there is to go through', () => {
    for (const list of [moves, [move(0, 0.1, 1), move(1, 0.2), move(2, 0.3)], []]) {
      const all = [1, 2, 3].flatMap((size) => [...combinations(list, size, Number.POSITIVE_INFINITY)]);
      expect(countCombinations(list, 3)).toBe(all.length);
    }
    expect(countCombinations(moves, 3)).toBe(11);
  });
});
