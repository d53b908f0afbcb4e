import { describe, expect, it } from 'vitest';
import { backgroundErrors } from '../../src/attribution/background-error.ts';

describe('backgroundErrors', () => {
  const rows = [1, 2, 3, 6].map((value) => Float64Array.of(value, 5));

  it('is the standard error of a mean, from a pool without end', () => {
    // SD of 1, 2, 3, 6 is sqrt(14/3); divided by sqrt(4).
    expect(backgroundErrors(rows, Number.POSITIVE_INFINITY)[0]).toBeCloseTo(Math.sqrt(14 / 3) / 2, 12);
  });

  it('shrinks by the finite population correction, to 0 when the pool was used whole', () => {
    expect(backgroundErrors(rows, 8)[0]).toBeCloseTo((Math.sqrt(14 / 3) / 2) * Math.sqrt(0.5), 12);
    expect(backgroundErrors(rows, 4)).toEqual([0, 0]);
  });

  it('is null for one row, which tells nothing of its spread', () => {
    expect(backgroundErrors([Float64Array.of(1)], 10)).toEqual([null]);
  });
});
