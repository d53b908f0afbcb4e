import { describe, expect, it } from 'vitest';
import { bootstrap, permutationP } from '../../src/bias/resample.ts';
import { xoshiro128 } from '../../src/numeric/xoshiro128.ts';

const draws = () => ({ prng: xoshiro128('00000001000000020000000300000004'), replicates: 1000, confidence: 0.95 });

describe('bootstrap', () => {
  it('gives no interval, and says so, when more than one replicate in twenty has no value', () => {
    const cells = Float64Array.from([1, 99]);
    const [found] = bootstrap(cells, ([few = 0, many = 0]) => [few === 0 ? Number.NaN : many / few], draws());
    expect(found?.low).toBeNull();
    expect(found?.interval).toMatch(/^none: unstable, \d+ of 1000 replicates have no value$/);
  });

  it('gives no interval of width 0 to what never varies', () => {
    const [found] = bootstrap(Float64Array.from([5, 5]), () => [0], draws());
    expect(found).toEqual({
      low: null,
      high: null,
      interval: 'none: the replicates lie on one point or on one side of the estimate',
    });
  });

  it('has nothing to draw from without rows', () => {
    expect(bootstrap(new Float64Array(3), () => [Number.NaN], draws())[0]?.interval).toBe('none: there are no rows');
  });
});

describe('permutationP', () => {
  const range = (groups: { n: number }[]) => (selected: Float64Array) => {
    const rates = groups.map(({ n }, at) => selected[at]! / n);
    return [Math.max(...rates) - Math.min(...rates)];
  };

  it('is near Fisher\u2019s exact test for the range of two groups of one size', () => {
    const groups = [
      { x: 7, n: 20 },
      { x: 13, n: 20 },
    ];
    const [p] = permutationP(groups, range(groups), { ...draws(), replicates: 20_000 });
    expect(Math.abs(p! - 0.1128)).toBeLessThan(0.008);
  });

  it('is 1 at parity, small far from it, and null where there is no value', () => {
    const even = [
      { x: 10, n: 20 },
      { x: 10, n: 20 },
    ];
    expect(permutationP(even, range(even), draws())).toEqual([1]);
    const far = [
      { x: 0, n: 50 },
      { x: 50, n: 50 },
    ];
    expect(permutationP(far, range(far), draws())).toEqual([1 / 1001]);
    expect(permutationP(even, () => [Number.NaN], draws())).toEqual([null]);
  });
});
