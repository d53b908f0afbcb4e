import { describe, expect, it } from 'vitest';
import { pooledZ, smallestExpectedCount } from '../../src/numeric/pooled-z.ts';

describe('pooledZ', () => {
  it.each([
    ['pymetrics/audit-ai, auditai/tests/test_stats.py', 10, 20, 20, 20, -3.651483716701107],
    ['holisticai/bias/metrics/_classification.py, docstring of z_test_diff', 3, 4, 2, 6, 1.290994449],
    ['statsmodels 0.15.0, proportions_ztest', 12, 40, 48, 80, -3.098386676965933],
  ])('is as printed by %s', (_, x, n, x2, n2, z) => {
    expect(pooledZ({ x, n }, { x: x2, n: n2 }).z).toBeCloseTo(z, 9);
  });

  it('of 12/40 against 48/80 has p = 0.00194577...', () => {
    expect(pooledZ({ x: 12, n: 40 }, { x: 48, n: 80 }).p).toBeCloseTo(0.0019457736937391545, 15);
  });

  // mpmath 1.4.1, from the same four counts
  it('tells false positive rates of 805/1795 and 349/1488 apart with p = 2.1e-37', () => {
    const { z, p } = pooledZ({ x: 805, n: 1795 }, { x: 349, n: 1488 });
    expect(z).toBeCloseTo(12.780264712128764, 13);
    expect(Math.abs(p / 2.1134897389137654e-37 - 1)).toBeLessThan(1e-12);
  });

  it('finds nothing where nothing varies', () => {
    expect(pooledZ({ x: 0, n: 9 }, { x: 0, n: 5 })).toEqual({ z: 0, p: 1 });
    expect(pooledZ({ x: 9, n: 9 }, { x: 5, n: 5 })).toEqual({ z: 0, p: 1 });
  });

  it('never gives a p of 0', () => {
    expect(pooledZ({ x: 0, n: 1e6 }, { x: 1e6, n: 1e6 }).p).toBeGreaterThan(0);
  });
});

describe('smallestExpectedCount', () => {
  it('is the least of row total times column total over all', () => {
    expect(smallestExpectedCount({ x: 0, n: 10 }, { x: 5, n: 20 })).toBeCloseTo((10 * 5) / 30, 14);
    expect(smallestExpectedCount({ x: 39, n: 40 }, { x: 78, n: 80 })).toBeCloseTo((40 * 3) / 120, 14);
  });

  it.each([
    [0, 10, 77, 144],
    [0, 15, 77, 216],
    [0, 15, 154, 216],
  ])('is exactly 5 for %d/%d against %d/%d, where dividing first gives 4.999999999999999', (x, n, x2, n2) => {
    expect((n / (n + n2)) * Math.min(x + x2, n + n2 - x - x2)).toBeLessThan(5);
    expect(smallestExpectedCount({ x, n }, { x: x2, n: n2 })).toBe(5);
  });
});
