import { describe, expect, it } from 'vitest';
import { regimeProfiles } from '../../../src/policy/profiles/registry.ts';

describe('the regime profiles', () => {
  it('bind nobody, cite words for review, and speak of screening, not of law met', () => {
    for (const { binding, citation, title } of regimeProfiles) {
      expect(binding).toBe(false);
      expect(citation).toContain('for review by counsel');
      expect(`${title} ${citation}`).not.toMatch(/complian|unfair|lawful/i);
    }
  });

  it('have whole-number ratios below 1 and a significance wherever they set them, dates in order and ids of their own', () => {
    for (const { impactRatio, significance, effectiveFrom, effectiveTo } of regimeProfiles) {
      if (impactRatio !== null) {
        const { numerator, denominator } = impactRatio;
        expect(Number.isInteger(numerator) && Number.isInteger(denominator)).toBe(true);
        expect(numerator > 0 && numerator < denominator).toBe(true);
      }
      expect(significance === null || (significance > 0 && significance < 1)).toBe(true);
      expect(effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect((effectiveTo ?? '9999-12-31') > effectiveFrom).toBe(true);
    }
    const ids = regimeProfiles.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('hold every screen and every published table of the plan', () => {
    const by = (id: string) => regimeProfiles.find((profile) => profile.id === id)!;
    expect(by('us-employment-ugesp')).toMatchObject({
      impactRatio: { numerator: 4, denominator: 5 },
      reference: 'highest-rate',
    });
    expect(by('us-litigation-2sd')).toMatchObject({ impactRatio: null, significance: 0.05 });
    expect(by('nyc-ll144')).toMatchObject({ impactRatio: null, significance: null });
    expect(by('nyc-ll144').publishes?.leastShare).toEqual({ numerator: 1, denominator: 50 });
    expect(by('us-lending-screen-from-2026-07-21')).toMatchObject({
      monitorRatio: { numerator: 9, denominator: 10 },
      meanDifference: 0.3,
    });
    expect(by('ratio-four-fifths-to-five-fourths')).toMatchObject({
      upperRatio: { numerator: 5, denominator: 4 },
      everyRate: true,
    });
    expect(by('difference-one-tenth')).toMatchObject({ difference: { numerator: 1, denominator: 10 } });
    expect(by('psi-10-25').stabilityIndex).toEqual({ monitor: 0.1, flag: 0.25 });
  });
});
