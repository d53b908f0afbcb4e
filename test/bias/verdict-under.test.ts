import { describe, expect, it } from 'vitest';
import { isApart, verdictUnder } from '../../src/bias/verdict-under.ts';
import type { RegimeProfile } from '../../src/core/regime.ts';
import { regimeProfiles } from '../../src/policy/profiles/registry.ts';

const by = (id: string): RegimeProfile => regimeProfiles.find((profile) => profile.id === id)!;
const judged = (id: string, x: number, xRef: number, pAdjusted: number | null, isSelectionRate = true) =>
  verdictUnder(by(id), { group: { x, n: 100 }, reference: { x: xRef, n: 100 }, isSelectionRate, pAdjusted });

describe('verdictUnder', () => {
  it.each([
    ['us-employment-ugesp', 45, 60, 0.01, 'flagged'],
    ['us-employment-ugesp', 45, 60, 0.2, 'practical-only'],
    ['us-employment-ugesp', 48, 60, 0.01, 'statistical-only'],
    ['us-employment-ugesp', 48, 60, 0.2, 'clear'],
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

  it('screens other rates only where the profile screens every rate', () => {
    expect(judged('us-employment-ugesp', 45, 60, 0.01, false).verdict).toBe('statistical-only');
    expect(judged('difference-one-tenth', 45, 60, 0.01, false).verdict).toBe('flagged');
  });

  it('is inconclusive, never clear, without rows, a reference rate, a test, or enough rows', () => {
    expect(judged('us-employment-ugesp', 10, 0, 0.01)).toEqual({
      verdict: 'inconclusive',
      because: 'ratio below 4/5: the reference rate is zero',
    });
    expect(judged('us-employment-ugesp', 10, 20, null).verdict).toBe('inconclusive');
    const few = { group: { x: 10, n: 20 }, reference: { x: 50, n: 100 }, isSelectionRate: true };
    expect(verdictUnder(by('us-employment-ugesp'), { ...few, pAdjusted: 0.9 }).verdict).toBe('inconclusive');
    expect(verdictUnder(by('us-employment-ugesp'), { ...few, group: { x: 0, n: 0 }, pAdjusted: 0.001 }).verdict).toBe(
      'inconclusive',
    );
  });

  it('holds differences in integers: 4/5 against 7/10 is not beyond 1/10, though doubles say so', () => {
    expect(0.8 - 0.7 > 0.1).toBe(true);
    expect(isApart({ x: 8, n: 10 }, { x: 7, n: 10 }, { numerator: 1, denominator: 10 })).toBe(false);
    expect(isApart({ x: 81, n: 100 }, { x: 7, n: 10 }, { numerator: 1, denominator: 10 })).toBe(true);
  });
});
