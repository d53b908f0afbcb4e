import { describe, expect, it } from 'vitest';
import { binOf, quartileBins } from '../../../src/attribution/lime/quartile-bins.ts';
import fixture from '../../fixtures/peers/lime-tabular.json' with { type: 'json' };

describe('quartileBins', () => {
  it.each(fixture.columns.numeric)("cuts column %i as lime's quartile discretiser does", (column) => {
    for (const { training, bins } of fixture.cases) {
      const found = quartileBins(training.map((row) => row[column]!));
      const expected = bins[column]!;
      expect(found.edges).toEqual(expected.edges);
      expect(found.mins).toEqual(expected.mins);
      expect(found.maxs).toEqual(expected.maxs);
      expect(found.counts.reduce((sum, count) => sum + count, 0)).toBe(training.length);
      for (const key of ['means', 'deviations'] as const) {
        expect(found[key]).toHaveLength(expected[key].length);
        for (const [bin, value] of found[key].entries())
          expect(Math.abs(value - expected[key][bin]!)).toBeLessThan(fixture.tolerance);
      }
    }
  });

  it('keeps each edge once', () => {
    expect(quartileBins([0, 0, 0, 0, 0, 0, 1])).toMatchObject({
      edges: [0],
      counts: [6, 1],
      mins: [0, 0],
      maxs: [0, 1],
    });
    expect(quartileBins([7, 7])).toMatchObject({ edges: [7], counts: [2, 0] });
  });

  it('puts a value that equals an edge into the bin below it', () => {
    expect([1.9, 2, 2.1, 4, 4.1].map((value) => binOf([2, 3, 4], value))).toEqual([0, 0, 1, 2, 3]);
  });
});
