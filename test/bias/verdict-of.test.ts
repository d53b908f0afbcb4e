import { describe, expect, it } from 'vitest';
import { type Evidence, isApart, verdictOf } from '../../src/bias/verdict-of.ts';
import type { RegimeProfile } from '../../src/core/regime.ts';
import { regimeProfiles } from '../../src/policy/profiles/registry.ts';
import { profile } from './tables.ts';

const by = (id: string): RegimeProfile => regimeProfiles.find((each) => each.id === id)!;
const evidence: Evidence = {
  ...{ one: { x: 45, n: 100 }, two: { x: 60, n: 100 }, difference: { value: -0.15 } },
  ...{ isSelectionRate: true, pAdjusted: 0.01 },
};
const judged = (id: string, x: number, xRef: number, pAdjusted: number | null, isSelectionRate = true) =>
  verdictOf(by(id), { ...evidence, one: { x, n: 100 }, two: { x: xRef, n: 100 }, isSelectionRate, pAdjusted });

describe('verdictOf', () => {
  it.each([
    [45, 0.01, 'flagged', 'ratio below 4/5, adjusted p below 0.05'],
    [45, 0.2, 'practical-only', 'ratio below 4/5, adjusted p not below 0.05'],
    [48, 0.01, 'statistical-only', 'ratio not below 4/5, adjusted p below 0.05'],
    [48, 0.05, 'clear', 'ratio not below 4/5, adjusted p not below 0.05'],
  ])('for %d against 60 in 100 with p = %d is %s', (x, pAdjusted, verdict, because) => {
    expect(verdictOf(profile, { ...evidence, one: { x, n: 100 }, pAdjusted })).toEqual({ verdict, because });
  });

  it.each([
    ['us-employment-ugesp', 45, 60, 0.01, 'flagged'],
    ['us-litigation-2sd', 10, 60, 0.01, 'statistical-only'],
    ['us-litigation-2sd', 10, 60, 0.2, 'clear'],
    ['ratio-four-fifths-to-five-fourths', 75, 60, 0.01, 'statistical-only'],
    ['ratio-four-fifths-to-five-fourths', 76, 60, 0.01, 'flagged'],
    ['difference-one-tenth', 50, 60, 0.01, 'statistical-only'],
    ['difference-one-tenth', 49, 60, 0.01, 'flagged'],
    ['nyc-ll144', 10, 60, 0.01, 'inconclusive'],
  ])('by %s, %d against %d of 100 with p = %d is %s', (id, x, xRef, p, verdict) => {
    expect(judged(id, x, xRef, p).verdict).toBe(verdict);
  });

  it('screens other rates only where the profile screens every rate, and says where no threshold is set', () => {
    expect(judged('us-employment-ugesp', 45, 60, 0.01, false)).toEqual({
      verdict: 'statistical-only',
      because: 'adjusted p below 0.05; the profile sets no threshold for this gap',
    });
    expect(judged('difference-one-tenth', 45, 60, 0.01, false).verdict).toBe('flagged');
  });

  it('names a ratio that the profile watches, though it passes', () => {
    expect(judged('us-lending-screen-from-2026-07-21', 85, 99, 0.2).because).toBe(
      'ratio not below 4/5, adjusted p not below 0.05; to be watched, for the ratio is below 9/10',
    );
    expect(judged('us-lending-screen-from-2026-07-21', 95, 99, 0.2).because).not.toContain('watched');
  });

  it.each([
    ['a missing rate', { difference: { value: null, reason: 'no rows' } }, 'no rows'],
    [
      'a reference rate of 0',
      { two: { x: 0, n: 100 } },
      'the reference rate is zero, and the profile asks for a ratio',
    ],
    ['no test', { pAdjusted: null }, 'no test applies'],
  ])('is inconclusive for %s, never clear', (_, changes, because) => {
    expect(verdictOf(profile, { ...evidence, ...changes })).toEqual({ verdict: 'inconclusive', because });
  });

  it('takes few rows for nothing but significant evidence', () => {
    const few = { ...evidence, one: { x: 13, n: 29 } };
    expect(verdictOf(profile, { ...few, pAdjusted: 0.2 })).toEqual({
      verdict: 'inconclusive',
      because: 'a rate rests on 29 rows, fewer than 30',
    });
    expect(verdictOf(profile, { ...few, pAdjusted: 0.001 })).toEqual({
      verdict: 'flagged',
      because: 'ratio below 4/5, adjusted p below 0.05, though a rate rests on 29 rows, fewer than 30',
    });
    expect(verdictOf(profile, { ...few, one: { x: 13, n: 30 }, pAdjusted: 0.2 }).verdict).toBe('practical-only');
  });

  it('holds differences in integers: 4/5 against 7/10 is not beyond 1/10, though doubles say so', () => {
    expect(0.8 - 0.7 > 0.1).toBe(true);
    expect(isApart({ x: 8, n: 10 }, { x: 7, n: 10 }, { numerator: 1, denominator: 10 })).toBe(false);
    expect(isApart({ x: 81, n: 100 }, { x: 7, n: 10 }, { numerator: 1, denominator: 10 })).toBe(true);
  });
});
