import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortestFloat } from '../../src/numeric/shortest-float.ts';

describe('shortestFloat', () => {
  it('drops the digits that single precision makes up', () => {
    expect([0.345, 0.425, 1.8, 1e-30, 16_777_217].map((value) => shortestFloat(Math.fround(value)))).toEqual([
      0.345, 0.425, 1.8, 1e-30, 16_777_216,
    ]);
  });

  it('is read as the same number of single precision', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => Math.fround(shortestFloat(value)) === value),
      { seed: 1 },
    );
  });
});
