import { describe, expect, it } from 'vitest';
import { profileFor } from '../../src/policy/profile-for.ts';
import { regimeProfiles } from '../../src/policy/profiles/registry.ts';

const coded = (code: string, hint: string) => expect.objectContaining({ code, hint: expect.stringContaining(hint) });

describe('profileFor', () => {
  it.each([
    ['1977-03-23', 'us-lending-screen-before-2026-07-21'],
    ['2025-05-30T22:00:00.000Z', 'us-lending-screen-before-2026-07-21'],
    ['2026-07-20T23:59:59Z', 'us-lending-screen-before-2026-07-21'],
    ['2026-07-21T00:00:00Z', 'us-lending-screen-from-2026-07-21'],
    ['2030-01-01', 'us-lending-screen-from-2026-07-21'],
  ])('for a decision at %s is %s', (decidedAt, id) => {
    expect(profileFor(decidedAt).id).toBe(id);
    expect(profileFor(decidedAt, 'us-lending-screen').id).toBe(id);
  });

  it('is the one that is named, when it was in force', () => {
    for (const { id, effectiveFrom } of regimeProfiles) expect(profileFor(effectiveFrom, id).id).toBe(id);
  });

  it('names those there are for an unknown id', () => {
    expect(() => profileFor('2025-01-01', 'us-lending')).toThrow(coded('usage/profile-unknown', 'us-employment-ugesp'));
    expect(() => profileFor('2025-01-01', '')).toThrow(coded('usage/profile-unknown', 'us-lending-screen,'));
  });

  it('does not take a profile that was not in force on the day', () => {
    const after = 'us-lending-screen-from-2026-07-21';
    expect(() => profileFor('2026-07-20', after)).toThrow(coded('usage/profile-not-in-force', '2026-07-21 to today'));
    expect(() => profileFor('1970-01-01')).toThrow(coded('usage/profile-not-in-force', '1977-03-23'));
    expect(() => profileFor('')).toThrow(coded('usage/profile-not-in-force', '1977-03-23'));
  });
});
