import { describe, expect, it } from 'vitest';
import { type Actionable, movesOf } from '../../../src/attribution/recourse/moves.ts';
import type { ActionableDeclaration } from '../../../src/core/case.ts';

const player = (...columns: number[]) => ({ name: `p${columns}`, label: '', columns });
const ten = Array.from({ length: 11 }, (_, value) => value);

/** The values to which column 0 may move, where the background is 0 to 10 in it. */
function values(own: number, constraint: Partial<ActionableDeclaration>, more: Partial<Actionable> = {}): number[] {
  const actionable = {
    player: player(0),
    constraint: { direction: 'either' as const, links: [], ...constraint },
    links: [],
  };
  return movesOf({ ...actionable, ...more }, 0, { instance: [own], background: ten })
    .map(({ writes }) => writes[0]!.values[0]!)
    .sort((one, other) => one - other);
}

describe('movesOf', () => {
  it('goes to quantiles of the background, but not to where the person is', () => {
    expect(values(4, {})).toEqual(ten.filter((value) => value !== 4));
  });

  it('keeps to the direction and the bounds', () => {
    expect(values(4, { direction: 'increase', max: 7 })).toEqual([5, 6, 7]);
    expect(values(4, { direction: 'decrease', min: 2 })).toEqual([2, 3]);
    expect(values(4, { min: 5, max: 4.5 })).toEqual([]);
  });

  it('moves in whole steps from the own value, at least as far as the quantile', () => {
    expect(values(4.5, { step: 2, direction: 'decrease' })).toEqual([-1.5, 0.5, 2.5]);
    expect(values(0.3, { step: 0.1, direction: 'increase', max: 1.01 })).toEqual([expect.closeTo(1, 12)]);
  });

  it('tries turning points of the model as well', () => {
    expect(values(4, { max: 5 }, { turningPoints: [4.25, 4.75, 30] })).toEqual([0, 1, 2, 3, 4.25, 4.75, 5]);
  });

  it('puts the smallest shift first, measured by whom it passes', () => {
    const skewed = [1, 1, 1, 1, 1, 1, 2, 3, 4, 5];
    const actionable = { player: player(0), constraint: { direction: 'either' as const, links: [] }, links: [] };
    const moves = movesOf(actionable, 0, { instance: [4], background: skewed });
    expect(moves.map(({ writes, shift }) => [writes[0]!.values[0], shift])).toEqual([
      [3, 0.1],
      [5, 0.1],
      [2, 0.2],
      [1, 0.3],
    ]);
  });

  it('does not move a missing value', () => {
    expect(values(Number.NaN, {})).toEqual([]);
  });

  it('moves a group to combinations that occur, and no other', () => {
    const background = [1, 0, 0, /**/ 0, 1, 0, /**/ 0, 1, 0, /**/ 0, 0, 1];
    const actionable = { player: player(0, 1, 2), constraint: { direction: 'either' as const, links: [] }, links: [] };
    const moves = movesOf(actionable, 0, { instance: [1, 0, 0], background });
    expect(moves.map(({ writes, shift }) => [writes[0]!.values.join(''), shift])).toEqual([
      ['010', 0.5],
      ['001', 0.75],
    ]);
  });

  it('takes linked features along, by the factor, and counts their shift', () => {
    const background = ten.flatMap((value) => [value, 10 * value]);
    const [part, whole] = [player(0), player(1)];
    const actionable: Actionable = {
      ...{ player: part, constraint: { direction: 'decrease', links: [] } },
      links: [{ player: whole, factor: 10, constraint: undefined }],
    };
    const [least] = movesOf(actionable, 0, { instance: [4, 50], background });
    expect(least?.writes.map(({ values: to }) => to[0])).toEqual([3, 40]);
    expect(least?.shift).toBeCloseTo(1 / 11, 12);
  });

  it('leaves out a change that takes a linked feature beyond its bounds', () => {
    const background = ten.flatMap((value) => [value, value]);
    const actionable: Actionable = {
      ...{ player: player(0), constraint: { direction: 'decrease', links: [] } },
      links: [{ player: player(1), factor: 1, constraint: { direction: 'increase', min: 3, links: [] } }],
    };
    const moves = movesOf(actionable, 0, { instance: [4, 5], background });
    expect(moves.map(({ writes }) => writes[0]!.values[0])).toEqual([3, 2]);
  });
});
