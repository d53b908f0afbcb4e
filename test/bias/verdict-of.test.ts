import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/bias/compare-groups.ts';
import { verdictOf } from '../../src/bias/verdict-of.ts';
import { profile } from './tables.ts';

const comparison: Comparison = {
  ...{ group: 'b', metric: 'selectionRate', usesImpactRatio: true, smallest: 100, belowImpactRatio: true },
  ratio: { value: 0.7, low: 0.6, high: 0.8 },
  difference: { value: -0.2, low: -0.3, high: -0.1 },
  ...{ p: 0.001, test: 'two-proportion z' },
};
const gap = { ...comparison, metric: 'truePositiveRate', usesImpactRatio: false, belowImpactRatio: null };

describe('verdictOf', () => {
  it.each([
    [true, 0.01, 'flagged', 'ratio below 4/5, adjusted p below 0.05'],
    [true, 0.2, 'practical-only', 'ratio below 4/5, adjusted p not below 0.05'],
    [false, 0.01, 'statistical-only', 'ratio not below 4/5, adjusted p below 0.05'],
    [false, 0.05, 'clear', 'ratio not below 4/5, adjusted p not below 0.05'],
  ])('with the ratio below: %s and p = %d is %s', (belowImpactRatio, p, verdict, because) => {
    expect(verdictOf({ ...comparison, belowImpactRatio }, p, profile)).toEqual({ verdict, because });
  });

  it('never flags a gap for which the profile sets no threshold, and says so', () => {
    expect(verdictOf(gap, 0.001, profile)).toEqual({
      verdict: 'statistical-only',
      because: 'adjusted p below 0.05; the profile sets no threshold for this gap',
    });
    expect(verdictOf(gap, 0.5, profile).verdict).toBe('clear');
  });

  const none = { value: null, low: null, high: null };

  it.each([
    ['a missing rate', { difference: { ...none, reason: 'no rows' } }, 'no rows'],
    [
      'no ratio',
      { belowImpactRatio: null, ratio: { ...none, reason: 'reference rate is zero' } },
      'reference rate is zero',
    ],
  ])('is inconclusive for %s, never clear', (_, changes, because) => {
    expect(verdictOf({ ...comparison, ...changes }, 0.001, profile)).toEqual({ verdict: 'inconclusive', because });
  });

  it('takes few rows for nothing but significant evidence', () => {
    expect(verdictOf({ ...comparison, smallest: 29 }, 0.2, profile)).toEqual({
      verdict: 'inconclusive',
      because: 'a rate rests on 29 rows, fewer than 30',
    });
    expect(verdictOf({ ...comparison, smallest: 29 }, 0.001, profile)).toEqual({
      verdict: 'flagged',
      because: 'ratio below 4/5, adjusted p below 0.05, though a rate rests on 29 rows, fewer than 30',
    });
    expect(verdictOf({ ...comparison, smallest: 30 }, 0.2, profile).verdict).toBe('practical-only');
  });

  it('does without a ratio where the profile asks for none', () => {
    const ratio = { ...none, reason: 'reference rate is zero' };
    expect(verdictOf({ ...gap, ratio }, 0.001, profile).verdict).toBe('statistical-only');
  });
});
