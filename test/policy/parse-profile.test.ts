import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../src/policy/parse-profile.ts';
import { profileFor } from '../../src/policy/profile-for.ts';
import { regimeProfiles } from '../../src/policy/profiles/registry.ts';

const own = {
  ...{ id: 'our-own', title: 'Ours', jurisdiction: 'our house', citation: 'Board paper 7' },
  ...{ effectiveFrom: '2025-01-01', effectiveTo: null, binding: false },
  ...{ impactRatio: { numerator: 9, denominator: 10 }, significance: 0.01 },
};

describe('a profile of the user', () => {
  it('is taken as those that ship are, and only on the days on which it is in force', () => {
    const profile = parseProfile(JSON.stringify(own), 'own.json');
    expect(profileFor('2025-06-30T10:00:00Z', profile)).toEqual(own);
    expect(() => profileFor('2024-12-31', profile)).toThrow(
      expect.objectContaining({ code: 'usage/profile-not-in-force' }),
    );
  });

  it.each(regimeProfiles.map((profile) => [profile.id, profile] as const))('may be shaped like %s', (_, profile) => {
    expect(parseProfile(JSON.stringify(profile), 'own.json')).toEqual(profile);
  });

  it.each([
    ['no JSON', '{', 'own.json holds no profile'],
    ['a word that no profile has', JSON.stringify({ ...own, threshold: 0.8 }), 'threshold'],
    ['a ratio in doubles', JSON.stringify({ ...own, impactRatio: 0.8 }), 'impactRatio'],
    [
      'a denominator of 0',
      JSON.stringify({ ...own, impactRatio: { numerator: 4, denominator: 0 } }),
      'impactRatio.denominator',
    ],
    ['no date', JSON.stringify({ ...own, effectiveFrom: 'always' }), 'effectiveFrom: write a date like 2025-01-31'],
  ])('is refused with %s, and says where', (_, json, message) => {
    expect(() => parseProfile(json, 'own.json')).toThrow(
      expect.objectContaining({ code: 'input/profile-invalid', message: expect.stringContaining(message) }),
    );
  });
});
