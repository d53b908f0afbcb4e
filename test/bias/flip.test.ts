import { describe, expect, it } from 'vitest';
import { flipOf } from '../../src/bias/flip.ts';

const fourFifths = { numerator: 4, denominator: 5 };

describe('flipOf', () => {
  it('finds the finding that one selection undoes, and the one that it does not', () => {
    expect(flipOf({ x: 7, n: 15 }, { x: 12, n: 20 }, fourFifths)).toEqual({ fragile: true, changes: ['threshold'] });
    expect(flipOf({ x: 300, n: 1000 }, { x: 600, n: 1000 }, fourFifths)).toEqual({ fragile: false, changes: [] });
  });

  it('finds a gap whose sign one selection turns', () => {
    expect(flipOf({ x: 10, n: 20 }, { x: 10.5, n: 20 }, null).changes).toEqual(['sign']);
    expect(flipOf({ x: 49, n: 100 }, { x: 50, n: 100 }, null)).toEqual({ fragile: true, changes: ['sign'] });
  });

  it('moves nobody who is not there', () => {
    expect(flipOf({ x: 0, n: 1 }, { x: 0, n: 1 }, fourFifths).fragile).toBe(false);
  });
});
