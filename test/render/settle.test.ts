import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settle } from '../../src/render/settle.ts';

describe('settle', () => {
  it('leaves heights that are far enough apart where they are', () => {
    expect(settle([50, 10, 30], 10, [0, 100])).toEqual([50, 10, 30]);
  });

  it('moves labels that would cover each other, and keeps the order of what they name', () => {
    expect(settle([20, 18, 40], 10, [0, 100])).toEqual([28, 18, 40]);
    expect(settle([5, 5], 10, [0, 100])).toEqual([5, 15]);
  });

  it('moves them up where they would leave the room at its foot', () => {
    expect(settle([98, 99], 10, [0, 100])).toEqual([90, 100]);
  });

  it('keeps any labels apart and inside, as long as the room can hold them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 120 }), { minLength: 1, maxLength: 6 }), (wanted) => {
        const heights = settle(wanted, 15, [0, 100]);
        const sorted = [...heights].sort((one, other) => one - other);
        expect(sorted[0]).toBeGreaterThanOrEqual(0);
        expect(sorted.at(-1)).toBeLessThanOrEqual(100);
        for (const [index, height] of sorted.slice(1).entries()) {
          expect(height - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(15);
        }
      }),
      { seed: 1 },
    );
  });
});
