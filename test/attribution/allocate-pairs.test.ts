import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocatePairs, pairStrata } from '../../src/attribution/allocate-pairs.ts';
import { pairCount } from '../../src/attribution/paired-design.ts';

const none = (m: number) => pairStrata(m).map((stratum) => ({ ...stratum, pairs: [] }));

describe('pairStrata', () => {
  it('counts all pairs, and the kernel mass of all sizes', () => {
    for (let m = 2; m <= 20; m += 1) {
      expect(pairStrata(m).reduce((sum, { total }) => sum + total, 0)).toBe(pairCount(m));
      const mass = Array.from({ length: m - 1 }, (_, i) => (m - 1) / ((i + 1) * (m - i - 1)));
      expect(pairStrata(m).reduce((sum, stratum) => sum + stratum.mass, 0)).toBeCloseTo(
        mass.reduce((sum, each) => sum + each, 0),
        12,
      );
    }
  });
});

describe('allocatePairs', () => {
  it('takes the smallest sizes whole, the others in proportion to their mass', () => {
    const strata = pairStrata(14);
    const shares = allocatePairs(none(14), 400);
    expect(shares.slice(0, 2)).toEqual([14, 91]);
    const drawn = shares.slice(2).map((share, i) => (share - 2) / strata[i + 2]!.mass);
    for (const ratio of drawn) expect(ratio / drawn[0]!).toBeCloseTo(1, 1);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(400);
  });

  it('never gives back what is held, nor holds more than there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(900), fc.nat(900), (m, first, more) => {
        const before = allocatePairs(none(m), first);
        const held = pairStrata(m).map((stratum, i) => ({ ...stratum, pairs: Array<number>(before[i]!).fill(0) }));
        allocatePairs(held, first + more).forEach((share, i) => {
          expect(share).toBeGreaterThanOrEqual(before[i]!);
          expect(share).toBeLessThanOrEqual(pairStrata(m)[i]!.total);
        });
      }),
      { seed: 31, numRuns: 200 },
    );
  });
});
