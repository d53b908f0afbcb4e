import { describe, expect, it } from 'vitest';
import { playersOf } from '../../src/attribution/players.ts';

const feature = (name: string, columns: string[]) => ({
  name,
  label: name.toUpperCase(),
  columns,
  prohibitedBasis: false,
});

describe('playersOf', () => {
  it('joins the columns of a feature, leaves out what the model does not read, and lets the rest stand alone', () => {
    const players = playersOf(
      ['a', 'b1', 'b2', 'c'],
      [feature('b', ['b2', 'b1']), feature('z', ['z']), feature('a', ['a'])],
    );
    expect(players).toEqual([
      { name: 'b', label: 'B', columns: [1, 2] },
      { name: 'a', label: 'A', columns: [0] },
      { name: 'c', label: 'c', columns: [3] },
    ]);
  });
});
