import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from '../../src/numeric/holm.ts';

describe('holm', () => {
  it('adjusts Holm 1979, step by step, and leaves out what was not tested', () => {
    const found = holm([0.01, 0.04, null, 0.03]).map((p) => p && Number(p.toFixed(12)));
    expect(found).toEqual([0.03, 0.06, null, 0.06]);
  });

  it('never gives more than 1', () => {
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it('keeps the order of the values, never lowers one, and does not care in which order they stand', () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
    fc.assert(
      fc.property(values, (p) => {
        const adjusted = holm(p) as number[];
        for (const [i, one] of p.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(one);
          for (const [j, other] of p.entries()) if (one < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!);
        }
        expect([...holm([...p].reverse())].reverse()).toEqual(adjusted);
      }),
      { seed: 5 },
    );
  });
});
