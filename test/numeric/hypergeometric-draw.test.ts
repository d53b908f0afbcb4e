import { describe, expect, it } from 'vitest';
import { drawHypergeometric } from '../../src/numeric/hypergeometric-draw.ts';
import { logBinomialDensity } from '../../src/numeric/saddle-point.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

const seed = '00000001000000020000000300000004';

describe('drawHypergeometric', () => {
  it.each([
    [50, 20, 12],
    [10, 9, 8],
    [400, 11, 350],
  ])('follows the urn of %d rows, %d marked, %d drawn', (total, marked, drawn) => {
    const prng = xoshiro128(seed);
    const rounds = 20_000;
    const seen = new Map<number, number>();
    for (let round = 0; round < rounds; round += 1) {
      const k = drawHypergeometric(prng, total, marked, drawn);
      seen.set(k, (seen.get(k) ?? 0) + 1);
    }
    for (let k = Math.max(0, drawn + marked - total); k <= Math.min(drawn, marked); k += 1) {
      const p = drawn / total;
      const chance = Math.exp(
        logBinomialDensity(k, marked, p) +
          logBinomialDensity(drawn - k, total - marked, p) -
          logBinomialDensity(drawn, total, p),
      );
      const error = Math.sqrt((chance * (1 - chance)) / rounds);
      expect(Math.abs((seen.get(k) ?? 0) / rounds - chance), `${k}`).toBeLessThan(5 * error + 1e-4);
    }
    expect([...seen.values()].reduce((sum, n) => sum + n, 0)).toBe(rounds);
  });

  it('is certain where all or nothing is drawn', () => {
    const prng = xoshiro128(seed);
    expect([drawHypergeometric(prng, 9, 4, 9), drawHypergeometric(prng, 9, 4, 0)]).toEqual([4, 0]);
  });
});
