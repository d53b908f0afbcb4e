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

  it('have whole-number ratios below 1, a significance, dates in order and ids of their own', () => {
    for (const { impactRatio, significance, effectiveFrom, effectiveTo } of regimeProfiles) {
      const { numerator, denominator } = impactRatio;
      expect(Number.isInteger(numerator) && Number.isInteger(denominator)).toBe(true);
      expect(numerator > 0 && numerator < denominator).toBe(true);
      expect(significance > 0 && significance < 1).toBe(true);
      expect(effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect((effectiveTo ?? '9999-12-31') > effectiveFrom).toBe(true);
    }
    const ids = regimeProfiles.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });
});
